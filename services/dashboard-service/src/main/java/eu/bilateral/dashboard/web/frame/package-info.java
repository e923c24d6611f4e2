/** What stands around every page, what is shown where a page cannot be, and how Spring hands pages what they are made of. */
@NullMarked
package eu.bilateral.dashboard.web.frame;

import org.jspecify.annotations.NullMarked;
