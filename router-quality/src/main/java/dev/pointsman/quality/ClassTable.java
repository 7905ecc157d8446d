package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Baselines of one signal in one class of calls of one pool: each model's own, and the comparison of the models. Learned
 * from the first observation for a fixed time, then frozen until a new one is accepted.
 */
final class ClassTable {
    private final int members;
    private final int channels;
    private final OwnBaseline[] own; // by member, then channel
    private final PeerTest[] peers; // by channel
    private final long[] ownDue; // hour
    private final long[] peerDue; // hour; of a member that is learned anew
    private final long due;
    private final boolean[] waiting; // whether the member is learned anew

    ClassTable(QualitySignal signal, int members, long due) {
        this.members = members;
        this.channels = signal.channels();
        this.due = due;
        this.own = new OwnBaseline[members * channels];
        this.peers = new PeerTest[channels];
        this.ownDue = new long[members];
        this.peerDue = new long[members];
        this.waiting = new boolean[members];
        for (int i = 0; i < own.length; i++) {
            own[i] = new OwnBaseline(signal.isGraded());
        }
        for (int c = 0; c < channels; c++) {
            peers[c] = signal.isGraded() ? new PeerGrades(members) : new PeerRates(members);
        }
        java.util.Arrays.fill(ownDue, due);
    }

    OwnBaseline own(int member, int channel) {
        return own[member * channels + channel];
    }

    PeerTest peers(int channel) {
        return peers[channel];
    }

    int members() {
        return members;
    }

    /** Freezes what has been learned for long enough, from enough observations. */
    void refresh(long hour) {
        for (int m = 0; m < members; m++) {
            if (hour >= ownDue[m]) {
                for (int c = 0; c < channels; c++) {
                    OwnBaseline one = own(m, c);
                    if (!one.isFrozen()) {
                        one.freeze();
                    }
                }
            }
        }
        if (hour < due) {
            return;
        }
        for (PeerTest test : peers) {
            if (!test.isFrozen()) {
                test.freeze();
            }
        }
        for (int m = 0; m < members; m++) {
            if (waiting[m] && hour >= peerDue[m]) {
                boolean all = true;
                for (PeerTest test : peers) {
                    all &= test.freeze(m);
                }
                waiting[m] = !all;
            }
        }
    }

    /** Discards the baseline of one model, and learns a new one until an hour. */
    void relearn(int member, long until) {
        ownDue[member] = until;
        peerDue[member] = Math.max(until, due);
        for (int c = 0; c < channels; c++) {
            own(member, c).restart();
            if (peers[c].isFrozen()) {
                peers[c].relearn(member);
                waiting[member] = true;
            }
        }
    }

    long due() {
        return due;
    }

    private void state(StateFormat.Fields fields) throws IOException {
        fields.of(ownDue);
        fields.of(peerDue);
        fields.of(waiting);
    }

    void write(DataOutput out) throws IOException {
        state(StateFormat.Fields.to(out));
        for (OwnBaseline one : own) {
            one.write(out);
        }
        for (PeerTest test : peers) {
            test.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        state(StateFormat.Fields.from(in));
        for (OwnBaseline one : own) {
            one.read(in);
        }
        for (PeerTest test : peers) {
            test.read(in);
        }
    }
}
