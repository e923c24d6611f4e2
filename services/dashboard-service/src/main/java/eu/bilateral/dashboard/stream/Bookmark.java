package eu.bilateral.dashboard.stream;

import java.util.regex.Pattern;

/**
 * What a client gets as the id of an event: a place, and the epoch of the data set in which it is one. After a restore the
 * same offsets hold other events, so a place of a lost life means nothing any more.
 */
record Bookmark(long epoch, Place place) {

    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}");
    private static final long FIRST = 1;

    /** The form in which it travels: letters, digits, hyphen, underscore and one dot. */
    String text() {
        return epoch + "." + place.text();
    }

    /** Reads the form in which it travels; an {@link IllegalArgumentException} where the text is none of ours. */
    static Bookmark parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return new Bookmark(FIRST, Place.parse(text));
        }
        var epoch = text.substring(0, dot);
        if (!EPOCH.matcher(epoch).matches()) {
            throw new IllegalArgumentException("no epoch");
        }
        return new Bookmark(Long.parseLong(epoch), Place.parse(text.substring(dot + 1)));
    }
}
