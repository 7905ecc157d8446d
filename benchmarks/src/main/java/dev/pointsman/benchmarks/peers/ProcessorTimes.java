package dev.pointsman.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time of the threads of processes as the operating system counts it. Linux only.
 *
 * @param nanos nanoseconds by thread, {@code compiler} in front of those of JIT compilers
 */
record ProcessorTimes(Map<String, Long> nanos) {
    private static final String COMPILER = "compiler ";

    /** Returns the times so far of all threads that run. */
    static ProcessorTimes of(List<Long> processes) throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        for (long process : processes) {
            try (Stream<Path> threads = Files.list(Path.of("/proc/" + process + "/task"))) {
                for (Path thread : threads.toList()) {
                    add(thread, nanos);
                }
            } catch (NoSuchFileException ended) {
                // between the two looks
            }
        }
        return new ProcessorTimes(nanos);
    }

    private static void add(Path thread, Map<String, Long> to) throws IOException {
        try {
            boolean compiler = Files.readString(thread.resolve("comm")).contains("CompilerThre");
            String spent = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
            to.put((compiler ? COMPILER : "") + thread.getFileName(), Long.parseLong(spent));
        } catch (NoSuchFileException ended) {
            // between the two looks
        }
    }

    /** Returns the times since an earlier look; what a thread spent that has ended since is lost. */
    ProcessorTimes since(ProcessorTimes earlier) {
        Map<String, Long> spent = new HashMap<>();
        nanos.forEach((thread, time) -> spent.put(thread, time - earlier.nanos.getOrDefault(thread, 0L)));
        return new ProcessorTimes(spent);
    }

    /** Returns the nanoseconds of all threads. */
    double all() {
        return nanos.values().stream().mapToDouble(Long::doubleValue).sum();
    }

    /** Returns the nanoseconds of JIT compilers. */
    double compilers() {
        return nanos.entrySet().stream()
                .filter(thread -> thread.getKey().startsWith(COMPILER))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
