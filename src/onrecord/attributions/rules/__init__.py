"""What the form of a text tells beside the network, and where its words err."""
