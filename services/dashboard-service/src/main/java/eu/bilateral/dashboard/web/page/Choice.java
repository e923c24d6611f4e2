package eu.bilateral.dashboard.web.page;

/** One of several things to choose from. */
public record Choice(String value, String text, boolean chosen) {}
