package org.dupcheck.app.evidence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What two runs of tokens have in common. Stateless. */
final class CommonTokens {
    private CommonTokens() {}

    /**
     * Tokens of the longest common subsequence: the most that can be matched in the order of both. Bits stand for places of
     * the first, as Hyyrö (2004) has them; only words in which something changes are looked at.
     */
    static int subsequence(int[] one, int[] other) {
        int prefix = 0;
        int least = Math.min(one.length, other.length);
        while (prefix < least && one[prefix] == other[prefix]) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < least - prefix && one[one.length - 1 - suffix] == other[other.length - 1 - suffix]) {
            suffix++;
        }
        int[] places = Arrays.copyOfRange(one, prefix, one.length - suffix);
        Map<Integer, int[]> placesOf = placesOf(places);
        long[] free = new long[(places.length + Long.SIZE - 1) / Long.SIZE];
        Arrays.fill(free, -1L);
        for (int i = prefix; i < other.length - suffix; i++) {
            int[] of = placesOf.get(other[i]);
            if (of != null) {
                step(free, of);
            }
        }
        int taken = 0;
        for (long word : free) {
            taken += Long.bitCount(~word);
        }
        return prefix + suffix + taken;
    }

    private static Map<Integer, int[]> placesOf(int[] tokens) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int token : tokens) {
            counts.merge(token, 1, Integer::sum);
        }
        Map<Integer, int[]> places = new HashMap<>();
        for (int place = tokens.length - 1; place >= 0; place--) {
            int rest = counts.merge(tokens[place], -1, Integer::sum);
            int size = rest + 1;
            places.computeIfAbsent(tokens[place], token -> new int[size])[rest] = place;
        }
        return places;
    }

    private static void step(long[] free, int[] places) {
        int next = 0;
        int word = places[0] / Long.SIZE;
        long carry = 0;
        while (word < free.length && (next < places.length || carry != 0)) {
            long mask = 0;
            while (next < places.length && places[next] / Long.SIZE == word) {
                mask |= 1L << places[next++];
            }
            long before = free[word];
            long matched = before & mask;
            long sum = before + matched + carry;
            carry = ((before & matched) | ((before | matched) & ~sum)) >>> (Long.SIZE - 1);
            free[word] = sum | (before & ~mask);
            word = carry != 0 || next == places.length ? word + 1 : places[next] / Long.SIZE;
        }
    }
}
