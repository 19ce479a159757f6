package org.dupcheck.engine.index;

import java.util.Arrays;
import org.dupcheck.engine.Document;

/** Finds the documents of a page by their names: 4 bytes a document. Immutable. */
final class DocumentNames {
    private final Document.Id[] ids;
    private final long[] hashes;
    /** The documents' numbers, ascending by the upper bits of their hashes. */
    private final int[] order;
    /** The lower bits of a hash, in whose place a document's number fits. */
    private final long mask;

    /**
     * @param ids not to be changed any more
     * @param hashes of each; likewise
     */
    DocumentNames(Document.Id[] ids, long[] hashes) {
        this.ids = ids;
        this.hashes = hashes;
        mask = (Long.highestOneBit(Math.max(1, ids.length)) << 1) - 1;
        long[] sorted = new long[ids.length];
        for (int d = 0; d < ids.length; d++) {
            sorted[d] = (hashes[d] & ~mask) | d;
        }
        Arrays.sort(sorted);
        order = new int[ids.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (sorted[i] & mask);
        }
    }

    /** The number of the document of that name, or −1. */
    int find(Document.Id id, long hash) {
        long wanted = hash & ~mask;
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if ((hashes[order[middle]] & ~mask) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int at = low; at < order.length && (hashes[order[at]] & ~mask) == wanted; at++) {
            if (ids[order[at]].equals(id)) {
                return order[at];
            }
        }
        return -1;
    }
}
