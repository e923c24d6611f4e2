package eu.bilateral.kernel.delivery;

/**
 * How far a binding is behind.
 *
 * @param unheard events that it has still to hear
 * @param heardUpTo the sum of its places in the partitions: it grows whenever something was heard
 */
record Backlog(long unheard, long heardUpTo) {}
