package org.dupcheck.runtime.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of IP addresses that have their first bits in common. */
final class IpRange {
    private static final int BYTE = 0xff;

    private final byte[] network;
    private final int bits;

    private IpRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** From the usual notation, such as {@code 10.0.0.0/8}. */
    static IpRange of(String notation) {
        int slash = notation.indexOf('/');
        try {
            byte[] network = InetAddress.getByName(notation.substring(0, slash)).getAddress();
            return new IpRange(network, Integer.parseInt(notation.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(notation, e);
        }
    }

    boolean holds(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (other[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((other[whole] ^ network[whole]) & BYTE) >> (Byte.SIZE - rest) == 0;
    }
}
