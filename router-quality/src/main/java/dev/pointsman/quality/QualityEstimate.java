package dev.pointsman.quality;

/**
 * Share of good answers, or mean grade, with a 95 % interval.
 *
 * @param mean from 0 to 1; NaN without an observation
 * @param low lower limit of the interval, from 0 to 1
 * @param high upper limit of the interval, from 0 to 1
 * @param observations number of observations: calls, or sessions where calls have one
 */
public record QualityEstimate(double mean, double low, double high, long observations) {
    private static final double Z = 1.96;

    /** Returns the estimate of a share, by Wilson's interval. */
    static QualityEstimate share(double bad, double count) {
        if (count == 0) {
            return new QualityEstimate(Double.NaN, 0, 1, 0);
        }
        double good = 1 - bad / count;
        double z = Z * Z / count;
        double centre = (good + z / 2) / (1 + z);
        double half = Z * Math.sqrt(good * (1 - good) / count + z / (4 * count)) / (1 + z);
        return new QualityEstimate(
                good,
                good == 0 ? 0 : Math.max(0, centre - half),
                good == 1 ? 1 : Math.min(1, centre + half),
                Math.round(count));
    }

    /** Returns the estimate of a mean. */
    static QualityEstimate mean(double loss, double squares, double count) {
        if (count == 0) {
            return new QualityEstimate(Double.NaN, 0, 1, 0);
        }
        double mean = loss / count;
        double variance = Math.max(0, squares / count - mean * mean) + 1 / (4 * count * count);
        double half = Z * Math.sqrt(variance / count);
        return new QualityEstimate(
                1 - mean, Math.max(0, 1 - mean - half), Math.min(1, 1 - mean + half), Math.round(count));
    }

    static QualityEstimate of(QualitySignal signal, double[] moments) {
        return signal.isGraded() ? mean(moments[1], moments[2], moments[0]) : share(moments[1], moments[0]);
    }
}
