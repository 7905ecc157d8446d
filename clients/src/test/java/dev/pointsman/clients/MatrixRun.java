package dev.pointsman.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Measurement of cells: three gateways with a model for each cell; one of them serves all calls, the others are ended by
 * SIGKILL and SIGTERM while a stream of every client is open.
 */
final class MatrixRun {
    private static final int AT_ONCE = 24;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Time from a request to the middle of its slow answer, for clients that show nothing of it. */
    private static final Duration MIDDLE = Duration.ofSeconds(3);

    private static final Duration UNTIL_STARTED = Duration.ofSeconds(30);
    private static final String GRACE = "micronaut.lifecycle.graceful-shutdown.grace-period: 8s\n";

    private final Map<Cell, String> seen = new ConcurrentHashMap<>();
    private final Providers providers;
    private final List<PlannedCell> cells;

    private MatrixRun(Providers providers, List<PlannedCell> cells) {
        this.providers = providers;
        this.cells = cells;
    }

    /** Measures cells, with files of the gateways in a folder; returns what each client has seen. */
    static Map<Cell, String> of(List<PlannedCell> cells, Path folder) throws Exception {
        try (Providers providers = new Providers()) {
            MatrixRun run = new MatrixRun(providers, cells);
            try (GatewayProcess serving = run.gateway(folder, "serving", column -> !column.endsGateway());
                    GatewayProcess killed = run.gateway(folder, "killed", column -> column == Column.KILL);
                    GatewayProcess stopped =
                            run.gateway(folder, "stopped", column -> column.endsGateway() && column != Column.KILL)) {
                run.serve(serving);
                run.end(killed, column -> column == Column.KILL, killed::kill);
                run.end(stopped, column -> column.endsGateway() && column != Column.KILL, stopped::terminate);
            }
            return run.seen;
        }
    }

    private List<PlannedCell> cells(Predicate<Column> columns) {
        return cells.stream().filter(one -> columns.test(one.cell().column())).toList();
    }

    private GatewayProcess gateway(Path folder, String name, Predicate<Column> columns) throws Exception {
        String yaml = GRACE + providers.configuration(cells(columns));
        return new GatewayProcess(Files.createDirectories(folder.resolve(name)), yaml);
    }

    private void serve(GatewayProcess gateway) throws Exception {
        gateway.awaitStart();
        Semaphore slots = new Semaphore(AT_ONCE);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (PlannedCell one : cells(column -> !column.endsGateway())) {
            slots.acquire();
            calls.add(call(one, gateway, () -> {}).whenComplete((seen, failure) -> slots.release()));
        }
        await(calls);
    }

    private void end(GatewayProcess gateway, Predicate<Column> columns, Runnable end) throws Exception {
        gateway.awaitStart();
        List<PlannedCell> open = cells(columns);
        CountDownLatch begun = new CountDownLatch(open.size());
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (PlannedCell one : open) {
            Runnable began = once(begun::countDown);
            if (one.client().showsText()) {
                calls.add(call(one, gateway, began));
            } else {
                Executor later = CompletableFuture.delayedExecutor(MIDDLE.toMillis(), TimeUnit.MILLISECONDS);
                providers.watch(one.cell(), () -> later.execute(began));
                calls.add(call(one, gateway, () -> {}));
            }
        }
        begun.await(UNTIL_STARTED.toMillis(), TimeUnit.MILLISECONDS); // those that do not begin show an error
        end.run();
        await(calls);
    }

    private static Runnable once(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (!done.getAndSet(true)) {
                task.run();
            }
        };
    }

    private CompletableFuture<?> call(PlannedCell one, GatewayProcess gateway, Runnable begun) {
        Cell cell = one.cell();
        Call call = new Call(cell.column().action, gateway.address(), cell.pool(), begun);
        return one.client()
                .run(call)
                .completeOnTimeout(Outcome.failed("none", 0, Shown.NO_END), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(outcome -> seen.put(cell, Shown.of(cell, outcome, providers.hasToolResult(cell))));
    }

    private static void await(List<CompletableFuture<?>> calls)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                .get(PATIENCE.plusMinutes(10).toMinutes(), TimeUnit.MINUTES);
    }
}
