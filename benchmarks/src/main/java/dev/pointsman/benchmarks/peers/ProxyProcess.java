package dev.pointsman.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Proxy in a process of its own, with its children. Linux only. */
final class ProxyProcess implements AutoCloseable {
    private static final int START_SECONDS = 90;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Process process;
    private final int port;

    private ProxyProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a proxy and waits until it listens. */
    static ProxyProcess start(List<String> command, int port, Path folder) throws IOException, InterruptedException {
        File log = Files.createTempFile("peer", ".log").toFile();
        log.deleteOnExit();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        ProxyProcess peer = new ProxyProcess(process, port);
        for (int i = 0; i < START_SECONDS * 50; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return peer;
            } catch (IOException notYet) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IOException(command.get(0) + " ended: " + Files.readString(log.toPath()), notYet);
                }
            }
        }
        peer.close();
        throw new IOException(command.get(0) + ": does not listen (expected: within " + START_SECONDS + " s)");
    }

    int port() {
        return port;
    }

    boolean isJava() {
        return process.info().command().orElse("").endsWith("java");
    }

    /** Returns the processor time so far of its threads. */
    ProcessorTimes processorTimes() throws IOException {
        return ProcessorTimes.of(pids());
    }

    /** Returns the resident memory in MB. */
    double megabytes() throws IOException {
        double sum = 0;
        for (long pid : pids()) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
                sum += lines.filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        / 1024.0;
            }
        }
        return sum;
    }

    /** Returns the heap that is in use after a collection, in MB; for a process of Java. */
    double heapMegabytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1024.0 : Double.NaN;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(tool, "" + process.pid(), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return output;
    }

    private List<Long> pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
