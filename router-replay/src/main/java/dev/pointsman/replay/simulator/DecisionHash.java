package dev.pointsman.replay.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Hash over decision records: two runs with one seed have the same. Not safe for several threads. */
final class DecisionHash implements Consumer<DecisionRecord> {
    private final MessageDigest digest;

    /** Creates a hash over no record. */
    DecisionHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    @Override
    public void accept(DecisionRecord decision) {
        digest.update(decision.toString().getBytes(StandardCharsets.UTF_8)); // the shortest form of a double is exact
    }

    /**
     * Returns the hash over all records since the last call of this method, and resets it.
     *
     * @return 64 hexadecimal digits
     */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
