/** The playbook as data, and the calendar by which it puts dates on things. */
@NullMarked
package eu.bilateral.followup.domain.playbook;

import org.jspecify.annotations.NullMarked;
