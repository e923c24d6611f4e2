/** Partnerships: the board, each with its story, what is to be done, and the sheets that change them. */
@NullMarked
package eu.bilateral.dashboard.web.partnership;

import org.jspecify.annotations.NullMarked;
