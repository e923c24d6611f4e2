/** Missions, their programme, and the bilateral meetings on them. */
@NullMarked
package eu.bilateral.meeting;

import org.jspecify.annotations.NullMarked;
