/** Where partnerships are kept, and where the playbook and the holidays come from. */
@NullMarked
package eu.bilateral.followup.persistence;

import org.jspecify.annotations.NullMarked;
