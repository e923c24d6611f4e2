/** The way in: the browser's session, its tokens, and the front door. */
@NullMarked
package eu.bilateral.dashboard.web.signin;

import org.jspecify.annotations.NullMarked;
