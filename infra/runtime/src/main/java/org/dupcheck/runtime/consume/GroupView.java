package org.dupcheck.runtime.consume;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers say of a group and its topics to somebody who is not a member. Used by one thread.
 */
interface GroupView extends AutoCloseable {
    /**
     * Asks once, with a bound in time.
     *
     * @return every partition of the topics that can be asked, whoever reads it; one without a leader is missing
     * @throws RuntimeException where no broker or no partition answers, or none may be asked
     */
    Map<TopicPartition, Log> look();

    @Override
    void close();

    /**
     * One partition.
     *
     * @param earliest the offset of the first record there is
     * @param end the offset behind the last record that a reader of committed records gets
     * @param committed what the group has committed; empty where nothing
     */
    record Log(long earliest, long end, OptionalLong committed) {
        /** Records that the group has not done. */
        long lag() {
            return Math.max(0, end - committed.orElse(earliest));
        }
    }
}
