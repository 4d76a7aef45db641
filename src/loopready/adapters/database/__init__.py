"""The store behind SQLAlchemy: SQLite or PostgreSQL."""

from __future__ import annotations

import loopready.adapters.database.practice_tables  # noqa: F401 - so that the tables are whole wherever one of them is used
from loopready.adapters.database.accounts import Accounts
from loopready.adapters.database.audit import Audit
from loopready.adapters.database.cards import Cards
from loopready.adapters.database.coaching import Comments, Homeworks, Pairings
from loopready.adapters.database.connecting import Database
from loopready.adapters.database.exercises import Exercises
from loopready.adapters.database.files import Files
from loopready.adapters.database.interviews import Interviews
from loopready.adapters.database.links import Links
from loopready.adapters.database.lists import Going, Listing, Order, PreparationLists
from loopready.adapters.database.notes import Notes
from loopready.adapters.database.own import OwnContents
from loopready.adapters.database.plans import Plans
from loopready.adapters.database.preparations import Preparations
from loopready.adapters.database.sign_ins import SignIns
from loopready.adapters.database.stages import Stages
from loopready.adapters.database.stories import Defences, Stories
from loopready.adapters.database.upgrading import upgrade

__all__ = [
    "Accounts",
    "Audit",
    "Cards",
    "Comments",
    "Database",
    "Defences",
    "Exercises",
    "Files",
    "Going",
    "Homeworks",
    "Interviews",
    "Links",
    "Listing",
    "Notes",
    "Order",
    "OwnContents",
    "Pairings",
    "Plans",
    "PreparationLists",
    "Preparations",
    "SignIns",
    "Stages",
    "Stories",
    "upgrade",
]
