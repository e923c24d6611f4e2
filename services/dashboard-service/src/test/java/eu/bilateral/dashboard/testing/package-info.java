/** What the tests of this service stand on. */
@NullMarked
package eu.bilateral.dashboard.testing;

import org.jspecify.annotations.NullMarked;
