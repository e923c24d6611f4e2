/**
 * Backup of a running installation into one file, and restore from it. A backup asks store and broker by their ordinary
 * protocols while the services go on; which order makes that consistent is said in decision 13.
 */
@NullMarked
package eu.bilateral.standalone.backup;

import org.jspecify.annotations.NullMarked;
