package org.dupcheck.notifier.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the connections of one exchange, and cuts them all when its time is over. */
final class DeadlineSockets extends SocketFactory {
    private Socket newest = new Socket();
    private boolean over;

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (over) {
            throw new IOException("the time is over");
        }
        newest = new Socket();
        return newest;
    }

    /** What waits for the server fails at once. */
    synchronized void cut() {
        over = true;
        try {
            newest.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
