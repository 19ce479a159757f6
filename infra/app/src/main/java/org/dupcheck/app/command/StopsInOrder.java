package org.dupcheck.app.command;

/** A command that asks its context for the signals, and stops in order when one comes. All others are ended at once by one. */
interface StopsInOrder {}
