package dev.pointsman.micronaut.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prompt to which a model has given different answers, and how often it gave which. Not thread-safe. */
final class BorderPrompt {
    private static final double Z = 1.64;
    private static final double TOLERANCE = 0.02;
    private static final double MOST_UNSEEN = 0.05;
    private static final double MINORITY_TOLERANCE = 0.15;
    private static final int MOST_ANSWERS = 1000;
    private static final int LONGEST = 200;

    private final String text;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int answers;

    BorderPrompt(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    int answers() {
        return answers;
    }

    /** Adds an answer to the reference. */
    void add(String answer) {
        if (counts.size() < MOST_ANSWERS) {
            counts.merge(cut(answer), 1, Integer::sum);
        }
        answers++;
    }

    boolean isNew(String answer) {
        return !counts.containsKey(cut(answer));
    }

    private static String cut(String answer) {
        return answer.length() <= LONGEST ? answer : answer.substring(0, LONGEST);
    }

    /** Returns how likely an answer is that was never seen, as Good and Turing estimate it: by those seen once. */
    private double unseen() {
        return counts.values().stream().filter(count -> count == 1).count() / (double) Math.max(1, answers);
    }

    /** Returns whether new answers are rare enough to say something. */
    boolean isUsable() {
        return unseen() <= MOST_UNSEEN;
    }

    /** Returns the largest mean share of new answers while nothing changed. */
    double limit() {
        double unseen = unseen();
        double least = 1.0 / Math.max(1, answers);
        return unseen + Z * Math.sqrt(Math.max(unseen, least) * least) + TOLERANCE;
    }

    /** Returns whether an answer is another one than the most frequent. */
    boolean isMinority(String answer) {
        int most = most();
        return counts.getOrDefault(cut(answer), 0) < most;
    }

    /** Returns the largest mean share of answers other than the most frequent one while nothing changed. */
    double minorityLimit() {
        double n = Math.max(1, answers);
        double share = 1 - most() / n;
        return Math.min(1, share + Z * Math.sqrt(Math.max(share * (1 - share), 1 / n) / n) + MINORITY_TOLERANCE);
    }

    private int most() {
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(text);
        out.writeInt(answers);
        out.writeInt(counts.size());
        for (Map.Entry<String, Integer> one : counts.entrySet()) {
            out.writeUTF(one.getKey());
            out.writeInt(one.getValue());
        }
    }

    static BorderPrompt read(DataInput in) throws IOException {
        BorderPrompt prompt = new BorderPrompt(in.readUTF());
        prompt.answers = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            prompt.counts.put(in.readUTF(), in.readInt());
        }
        return prompt;
    }
}
