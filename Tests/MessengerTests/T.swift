import Messenger
