package eu.bilateral.brokenhouse.web.board;

/** A part of the room that is public. */
public class TreatyBoard {

    /** Nothing. */
    public String show() {
        return "";
    }
}
