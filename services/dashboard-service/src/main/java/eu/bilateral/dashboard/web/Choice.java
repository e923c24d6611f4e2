package eu.bilateral.dashboard.web;

/** One of several things to choose from. */
record Choice(String value, String text, boolean chosen) {}
