package dev.pointsman.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.UsageRecordStore;
import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait: a hash for each, a stream of those that may be run with a consumer group of the workers, and sorted sets
 * of those that wait for a time, of those without a result, and of all by their expiry.
 */
final class RedisCallQueue implements CallQueue {
    private static final int LARGEST = 16 << 20;
    private static final int VALUES = 5; // of a claimed call
    private static final RedisScript ADD = RedisScript.named("call-add.lua");
    private static final RedisScript CLAIM = RedisScript.named("call-claim.lua");
    private static final RedisScript RENEW = RedisScript.named("call-renew.lua");
    private static final RedisScript END = RedisScript.named("call-end.lua");
    private static final RedisScript REMOVE = RedisScript.named("call-remove.lua");
    private static final RedisScript SIZE = RedisScript.named("call-size.lua");

    private final RedisLink link;
    private final String prefix;
    private final String stream;
    private final String due;
    private final String waiting;
    private final String kept;

    RedisCallQueue(RedisLink link, String prefix) {
        this.link = link;
        this.prefix = prefix;
        this.stream = prefix + ":calls";
        this.due = prefix + ":calls:due";
        this.waiting = prefix + ":calls:waiting";
        this.kept = prefix + ":calls:kept";
    }

    private String call(String name) {
        return prefix + ":call:" + name;
    }

    private String call(ResponseStore.Key key) {
        return call(key.text());
    }

    @Override
    public CompletionStage<Boolean> add(ResponseStore.Key key, byte[] call, Duration life, int most) {
        if (life.isZero() || life.isNegative()) {
            throw new IllegalArgumentException("life: " + life + " (expected: > 0)");
        }
        if (call.length > LARGEST) {
            return CompletableFuture.completedFuture(false);
        }
        Stream<Object> arguments = Stream.of(key.text(), call.clone(), Math.max(1, life.toMillis()), most);
        return ADD.run(link, List.of(stream, waiting, kept, call(key)), arguments)
                .thenApply(RedisCallQueue::isDone);
    }

    private static boolean isDone(List<Long> answer) {
        return answer.get(0) == 1;
    }

    @Override
    public CompletionStage<List<Run>> claim(String worker, int most, Duration lease) {
        Stream<Object> arguments = Stream.of(call(""), worker, most, lease.toMillis());
        return CLAIM.values(link, List.of(stream, due, waiting, kept), arguments)
                .thenApply(values -> {
                    List<Run> runs = new ArrayList<>();
                    for (int i = 0; i < values.size(); i += VALUES) {
                        runs.add(run(worker, values.subList(i, i + VALUES)));
                    }
                    return runs;
                });
    }

    private static Run run(String worker, List<Object> values) {
        return new Run(
                ResponseStore.Key.of(new String((byte[]) values.get(0), UTF_8)),
                (byte[]) values.get(1),
                worker,
                ((Long) values.get(2)).intValue(),
                ((Long) values.get(3)).intValue(),
                Duration.ofMillis(Math.max(0, (Long) values.get(4))));
    }

    @Override
    public CompletionStage<Boolean> renew(Run run, Duration lease) {
        return RENEW.run(link, List.of(stream, call(run.key())), Stream.of(run.worker(), run.number()))
                .thenApply(RedisCallQueue::isDone);
    }

    @Override
    public CompletionStage<Boolean> end(Run run, End end) {
        byte[] result = end.result();
        Stream.Builder<Object> arguments = Stream.builder();
        arguments
                .add(run.key().text())
                .add(run.number())
                .add(result == null ? 0 : 1)
                .add(result == null ? "" : result)
                .add(Math.max(1, end.time().toMillis()))
                .add(end.used().size());
        end.used().forEach(batch -> add(batch, arguments));
        end.spent()
                .forEach((limit, used) -> arguments
                        .add(RedisUsageStore.name(prefix, limit))
                        .add(limit.period().toMillis())
                        .add(used));
        return END.run(link, List.of(stream, due, waiting, kept, call(run.key())), arguments.build())
                .thenApply(RedisCallQueue::isDone);
    }

    private void add(UsageRecordStore.Batch batch, Stream.Builder<Object> arguments) {
        List<Object> amounts = batch.sums().entrySet().stream()
                .flatMap(RedisUsageRecordStore::fields)
                .toList();
        arguments
                .add(RedisUsageRecordStore.name(prefix, batch.group()))
                .add(batch.life().toMillis())
                .add(amounts.size() / 2);
        amounts.forEach(arguments::add);
    }

    @Override
    public CompletionStage<@Nullable State> find(ResponseStore.Key key) {
        return link.send(commands -> commands.hmget(call(key), "added", "result", "lost", "removed"))
                .thenApply(fields -> {
                    Map<String, KeyValue<String, byte[]>> found = new HashMap<>();
                    fields.forEach(field -> found.put(field.getKey(), field));
                    byte[] added = value(found, "added");
                    byte[] lost = value(found, "lost");
                    return added == null || lost == null || value(found, "removed") != null
                            ? null
                            : new State(
                                    value(found, "result"), (int) number(lost), Instant.ofEpochMilli(number(added)));
                });
    }

    private static byte @Nullable [] value(Map<String, KeyValue<String, byte[]>> fields, String name) {
        KeyValue<String, byte[]> field = fields.get(name);
        return field == null ? null : field.getValueOrElse(null);
    }

    private static long number(byte[] text) {
        return Long.parseLong(new String(text, UTF_8));
    }

    @Override
    public CompletionStage<Boolean> remove(ResponseStore.Key key) {
        return REMOVE.run(link, List.of(stream, due, waiting, kept, call(key)), Stream.of(key.text()))
                .thenApply(RedisCallQueue::isDone);
    }

    @Override
    public CompletionStage<Size> size() {
        return SIZE.run(link, List.of(waiting, kept), Stream.empty())
                .thenApply(sizes -> new Size(sizes.get(0), sizes.get(1), Duration.ofMillis(sizes.get(2))));
    }
}
