__version__='0.1.0'
from onrecord.records import Page
from onrecord.article import read_page as read
