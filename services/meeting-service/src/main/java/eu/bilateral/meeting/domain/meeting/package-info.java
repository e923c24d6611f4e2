/** Bilateral meetings: planned, held with a record, missed or void. */
@NullMarked
package eu.bilateral.meeting.domain.meeting;

import org.jspecify.annotations.NullMarked;
