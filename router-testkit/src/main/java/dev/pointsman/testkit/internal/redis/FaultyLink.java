package dev.pointsman.testkit.internal.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Network between an instance and a server, which can delay answers, drop them, or drop everything without an end. */
public final class FaultyLink implements AutoCloseable {
    private static final long STEP = 10; // ms

    private final ServerSocket entry;
    private final int server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile long delayMillis;
    private volatile boolean losesAnswers;
    private volatile boolean drops;

    public FaultyLink(RedisServer target) throws IOException {
        server = Integer.parseInt(target.uri().substring(target.uri().lastIndexOf(':') + 1));
        entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public String uri() {
        return "redis://127.0.0.1:" + entry.getLocalPort();
    }

    /** Delays each part of an answer by a time. */
    public void delayAnswers(long millis) {
        delayMillis = millis;
    }

    /** Loses each answer with its connection. */
    public void loseAnswers(boolean loses) {
        losesAnswers = loses;
    }

    /** Drops everything, without an end of any connection. */
    public void drop(boolean all) {
        drops = all;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entry.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                target.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(target);
                start(() -> pump(client, target, false));
                start(() -> pump(target, client, true));
            }
        } catch (IOException e) {
            // closed, or the server is away: the client is refused
            if (!entry.isClosed()) {
                accept();
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers) {
                    delay();
                }
                if (answers && losesAnswers) {
                    return; // the answer is lost with its connection
                }
                if (!drops) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException | InterruptedException e) {
            // the other direction closes as well
        }
    }

    /** Waits for the delay, or until there is none any more. */
    private void delay() throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(delayMillis)) {
            Thread.sleep(Math.min(STEP, delayMillis));
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
