package org.dupcheck.client;

/**
 * What came of the records that a listener polled since its start. At any time between two records {@code received = taken +
 * repeated + setAside + leftToOthers + waiting}.
 *
 * @param received polled, repetitions included
 * @param taken the callback returned
 * @param repeated commands that the inbox knew already
 * @param setAside given up
 * @param leftToOthers polled and given back unfinished, at a rebalance, an outage of the brokers or a close
 * @param failedTries hand-ins that failed, of whatever record
 * @param waiting polled and not finished yet, as of now
 */
public record ListenerCounts(
        long received, long taken, long repeated, long setAside, long leftToOthers, long failedTries, int waiting) {}
