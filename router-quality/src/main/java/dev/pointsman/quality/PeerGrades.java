package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Comparison of graded answers: losses over the model's own mean, less the drift that all models share. */
final class PeerGrades implements PeerTest {
    private static final double[] STAKES = {0.25, 0.5, 1, 2};
    private static final double TOLERANCE = 0.01;
    private static final double DRIFT_RATE = 0.02;
    private static final double MIN_EACH = 5;

    private final int members;
    private final OwnBaseline[] means;
    private final boolean[] known;
    private final double[] probabilities;
    private boolean frozen;
    private double drift;
    private int chosen;
    private double residual;
    private double spread;

    PeerGrades(int members) {
        this.members = members;
        this.means = new OwnBaseline[members];
        Arrays.setAll(means, i -> new OwnBaseline(true));
        this.known = new boolean[members];
        this.probabilities = new double[members];
    }

    @Override
    public void learn(Draw draw, double loss) {
        means[draw.chosen()].add(loss);
    }

    @Override
    public boolean freeze() {
        int enough = 0;
        for (int m = 0; m < members; m++) {
            known[m] = means[m].count() >= MIN_EACH;
            enough += known[m] ? 1 : 0;
        }
        frozen = enough > 1;
        return frozen;
    }

    @Override
    public boolean isFrozen() {
        return frozen;
    }

    @Override
    public boolean begin(Draw draw, double loss) {
        chosen = draw.chosen();
        if (!draw.isExact() || !known[chosen]) {
            return false;
        }
        double total = 0;
        for (int m = 0; m < members; m++) {
            total += known[m] ? draw.probabilities()[m] : 0;
        }
        spread = 0;
        for (int m = 0; m < members; m++) {
            double p = known[m] ? draw.probabilities()[m] / total : 0;
            probabilities[m] = p;
            spread += p == 0 ? 0 : p * p * error(m);
        }
        residual = loss - means[chosen].mean() - drift;
        return true;
    }

    private double error(int member) {
        return means[member].variance() / means[member].count();
    }

    @Override
    public double factor(int member, int bet) {
        double p = probabilities[member];
        if (p <= 0 || p >= 1 - 1e-9) {
            return 1;
        }
        double own = error(member);
        double others = Math.max(0, spread - p * p * own) / ((1 - p) * (1 - p));
        double allowance = p * (1 - p) * (TOLERANCE + OwnBaseline.Z * Math.sqrt(own + others));
        double x = ((chosen == member ? 1 : 0) - p) * residual - allowance;
        double stake = Math.min(STAKES[bet], 0.9 / Math.max(p, 1 - p));
        return Math.max(1e-6, 1 + stake * x);
    }

    @Override
    public void end(Draw draw, double loss) {
        if (known[draw.chosen()]) {
            drift += DRIFT_RATE * (loss - means[draw.chosen()].mean() - drift);
        } else {
            means[draw.chosen()].add(loss - drift);
        }
    }

    @Override
    public void relearn(int member) {
        known[member] = false;
        means[member].restart();
    }

    @Override
    public boolean freeze(int member) {
        known[member] = means[member].count() >= OwnBaseline.MIN_OBSERVATIONS;
        return known[member];
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(frozen);
        out.writeDouble(drift);
        StateFormat.write(out, known);
        for (OwnBaseline mean : means) {
            mean.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        frozen = in.readBoolean();
        drift = in.readDouble();
        StateFormat.read(in, known);
        for (OwnBaseline mean : means) {
            mean.read(in);
        }
    }
}
