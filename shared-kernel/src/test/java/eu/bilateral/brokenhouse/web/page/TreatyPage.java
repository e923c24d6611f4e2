package eu.bilateral.brokenhouse.web.page;

import eu.bilateral.brokenhouse.web.board.TreatyBoard;
import org.springframework.stereotype.Controller;

/** What the parts of the room are made of, and yet it knows one of them, and answers requests. */
@Controller
public class TreatyPage {

    /** Looks at a part of the room. */
    public String show(TreatyBoard board) {
        return board.show();
    }
}
