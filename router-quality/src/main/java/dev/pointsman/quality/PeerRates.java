package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Comparison of rates: each bad answer of the pool is drawn among its models in proportion to probability and ratio. */
final class PeerRates implements PeerTest {
    private static final double[] RATIOS = {1.5, 2.5, 5, 12};
    private static final double TOLERANCE = Math.log(1.1);
    private static final double MIN_BAD = 5;

    private final int members;
    private final FailureRatios answers;
    private double[] ratios = new double[0];
    private double[] counts = new double[0];
    private final double[] expected;
    private final boolean[] known;
    private boolean frozen;
    private double badWeight;
    private double sum;
    private double spread;
    private Draw draw = Draw.NONE;

    PeerRates(int members) {
        this.members = members;
        this.answers = new FailureRatios(members);
        this.expected = new double[members];
        this.known = new boolean[members];
    }

    @Override
    public void learn(Draw observed, double loss) {
        if (loss > 0 && observed.isExact()) {
            answers.add(observed.probabilities(), observed.chosen(), loss);
        }
    }

    @Override
    public boolean freeze() {
        double[] bad = answers.counts();
        if (Arrays.stream(bad).sum() < MIN_BAD) {
            return false;
        }
        ratios = answers.ratios();
        counts = bad;
        Arrays.fill(known, true);
        answers.clear();
        frozen = true;
        return true;
    }

    @Override
    public boolean isFrozen() {
        return frozen;
    }

    @Override
    public boolean begin(Draw observed, double loss) {
        if (loss <= 0 || !observed.isExact()) {
            return false;
        }
        draw = observed;
        badWeight = loss;
        sum = 0;
        spread = 0;
        for (int j = 0; j < members; j++) {
            double part = part(j);
            sum += part;
            spread += part * part / (counts[j] + 0.5);
        }
        return known[observed.chosen()];
    }

    @Override
    public double factor(int member, int bet) {
        double part = part(member);
        double rest = sum - part;
        if (part <= 0 || rest <= 1e-12 * sum) {
            return 1;
        }
        double n = counts[member] + 0.5;
        double deviation = Math.sqrt(1 / n + Math.max(0, spread - part * part / n) / (rest * rest));
        double raised = part * Math.exp(TOLERANCE + OwnBaseline.Z * deviation);
        double expectedShare = raised / (raised + rest);
        double ratio = RATIOS[bet];
        double stake = (ratio - 1) / (1 - expectedShare + expectedShare * ratio);
        return 1 + stake * badWeight * ((draw.chosen() == member ? 1 : 0) - expectedShare);
    }

    @Override
    public void end(Draw observed, double loss) {
        if (loss <= 0 || !observed.isExact()) {
            return;
        }
        for (int m = 0; m < members; m++) {
            if (known[m]) {
                continue;
            }
            if (observed.chosen() == m) {
                counts[m] += loss;
            } else if (known[observed.chosen()] && sum > 0) {
                expected[m] += loss * observed.probabilities()[m] / sum;
            }
        }
    }

    @Override
    public void relearn(int member) {
        known[member] = false;
        if (frozen) {
            counts[member] = 0;
        }
        expected[member] = 0;
    }

    @Override
    public boolean freeze(int member) {
        if (counts[member] + expected[member] < MIN_BAD) {
            return false;
        }
        ratios[member] = (counts[member] + 1) / (expected[member] + 1);
        known[member] = true;
        return true;
    }

    private double part(int j) {
        return known[j] ? draw.probabilities()[j] * ratios[j] : 0;
    }

    /** Returns the ratio of failure of a model, as frozen. */
    double ratio(int member) {
        return frozen ? ratios[member] : 1;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(frozen);
        if (frozen) {
            StateFormat.write(out, ratios);
            StateFormat.write(out, counts);
        }
        StateFormat.write(out, expected);
        StateFormat.write(out, known);
        answers.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        frozen = in.readBoolean();
        if (frozen) {
            ratios = new double[members];
            counts = new double[members];
            StateFormat.read(in, ratios);
            StateFormat.read(in, counts);
        }
        StateFormat.read(in, expected);
        StateFormat.read(in, known);
        answers.read(in);
    }
}
