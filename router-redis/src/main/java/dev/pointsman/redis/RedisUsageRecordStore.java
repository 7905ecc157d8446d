package dev.pointsman.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.state.UsageRecordStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Sums of reports: a hash for each group, with a field for each amount, and one for the last batch of each holder. */
final class RedisUsageRecordStore implements UsageRecordStore {
    private static final RedisScript SCRIPT = RedisScript.named("record.lua");
    private static final char INDEX = '\u0001'; // between a row and the index of an amount
    private static final String HOLDER = "\u0002"; // before a holder

    private final RedisLink link;
    private final String prefix;

    RedisUsageRecordStore(RedisLink link, String prefix) {
        this.link = link;
        this.prefix = prefix;
    }

    @Override
    public CompletionStage<Void> add(Batch batch) {
        Stream<Object> head =
                Stream.of(HOLDER + batch.holder(), batch.number(), batch.life().toMillis());
        Stream<Object> amounts = batch.sums().entrySet().stream().flatMap(RedisUsageRecordStore::fields);
        return SCRIPT.run(link, name(batch.group()), Stream.concat(head, amounts))
                .thenApply(done -> null);
    }

    static Stream<Object> fields(Map.Entry<String, double[]> row) {
        Stream.Builder<Object> fields = Stream.builder();
        double[] amounts = row.getValue();
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] != 0) {
                fields.add(row.getKey() + INDEX + i).add(amounts[i]);
            }
        }
        return fields.build();
    }

    @Override
    public CompletionStage<Map<String, double[]>> sums(String group) {
        return link.send(commands -> commands.hgetall(name(group))).thenApply(fields -> {
            Map<String, double[]> sums = new HashMap<>();
            fields.forEach((field, value) -> {
                if (!field.startsWith(HOLDER)) {
                    int at = field.lastIndexOf(INDEX);
                    put(
                            sums,
                            field.substring(0, at),
                            Integer.parseInt(field.substring(at + 1)),
                            Double.parseDouble(new String(value, UTF_8)));
                }
            });
            return sums;
        });
    }

    private static void put(Map<String, double[]> sums, String row, int index, double amount) {
        double[] known = sums.getOrDefault(row, new double[0]);
        double[] amounts = index < known.length ? known : Arrays.copyOf(known, index + 1);
        amounts[index] = amount;
        sums.put(row, amounts);
    }

    private String name(String group) {
        return name(prefix, group);
    }

    /** Returns the key of a group. */
    static String name(String prefix, String group) {
        return prefix + ":records:" + group;
    }
}
