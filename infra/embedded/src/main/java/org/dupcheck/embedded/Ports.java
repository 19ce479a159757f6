package org.dupcheck.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Free ports on the loopback interface. Thread-safe. */
public final class Ports {
    static final String HOST = "127.0.0.1";

    /*
     * Below the ranges that Linux (from 32768) and macOS (from 49152) hand out to outgoing connections: a port from
     * those could be taken by any client while a killed server is down, and the server could not come back on it.
     */
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private Ports() {}

    /**
     * That many different ports on which nothing listens now, picked at random.
     *
     * @throws LaunchException if there are not so many
     */
    public static List<Integer> free(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < 10_000 && ports.size() < count; attempt++) {
            int port = random.nextInt(FIRST, LAST);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new LaunchException("no free port between " + FIRST + " and " + LAST);
        }
        return List.copyOf(ports);
    }

    /** The ports noted in the file if they still are free; else others, which are noted there. */
    static List<Integer> remembered(Path file, int count) {
        try {
            if (Files.exists(file)) {
                List<Integer> noted = Files.readAllLines(file).stream()
                        .filter(line -> line.matches("[1-9][0-9]{0,4}"))
                        .map(Integer::valueOf)
                        .toList();
                if (noted.size() == count && noted.stream().allMatch(Ports::isFree)) {
                    return noted;
                }
            }
            List<Integer> ports = free(count);
            Files.write(file, ports.stream().map(String::valueOf).toList());
            return ports;
        } catch (IOException e) {
            throw new LaunchException("cannot note the ports in " + file, e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    }
}
