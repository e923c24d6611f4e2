/** What becomes of records that are no proper events: each is parked in sight and holds up nothing but its own. */
@NullMarked
package eu.bilateral.standalone.endtoend.poison;

import org.jspecify.annotations.NullMarked;
