/** The identity provider of the standalone: accounts and keys on disk, OpenID Connect in front. */
@NullMarked
package eu.bilateral.standalone.identity;

import org.jspecify.annotations.NullMarked;
