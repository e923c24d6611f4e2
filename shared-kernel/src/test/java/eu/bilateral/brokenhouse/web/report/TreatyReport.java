package eu.bilateral.brokenhouse.web.report;

import eu.bilateral.brokenhouse.web.board.TreatyBoard;

/** A part of the room that knows another. */
class TreatyReport {

    String show(TreatyBoard board) {
        return board.show();
    }
}
