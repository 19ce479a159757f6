package org.dupcheck.app.guarantee;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What is killed, and when, from the seed: by the number of messages published until then. */
final class Faults {
    /** How often an instance comes by its fail point, at most, before it ends there. */
    private static final int PASSES = 3;

    private static final int BROKER_KILLS = 1;

    enum Victim {
        INSTANCE,
        POSTGRES,
        BROKER
    }

    /**
     * How many of each.
     *
     * @param instances instances, wherever they are
     * @param atFailPoints instances, each at one of the points
     */
    record Kills(int instances, int atFailPoints, List<FailPoint> points, int databases) {
        @Override
        public String toString() {
            return instances + " instances, " + databases + " databases and " + BROKER_KILLS + " broker killed, and "
                    + atFailPoints + " instances at a fail point";
        }
    }

    /**
     * @param number which instance, unless another one comes by the point first; 0 for the servers
     * @param point where an instance is to end by itself; null for a kill from outside
     * @param pass the time from which on it ends there, from 1
     */
    record Fault(
            int afterMessages,
            Victim victim,
            int number,
            @Nullable FailPoint point,
            int pass) {}

    private Faults() {}

    /** Spread evenly over the middle of the run, in an order from the seed, so that each falls into full traffic. */
    static List<Fault> plan(long seed, int messages, int instances, Kills kills) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < kills.instances(); i++) {
            faults.add(new Fault(0, Victim.INSTANCE, random.nextInt(instances), null, 0));
        }
        List<FailPoint> points = new ArrayList<>();
        for (int i = 0; i < kills.atFailPoints(); i++) {
            if (points.isEmpty()) {
                // each once before one of them comes again
                points.addAll(kills.points());
                Collections.shuffle(points, random);
            }
            FailPoint point = points.remove(points.size() - 1);
            faults.add(new Fault(0, Victim.INSTANCE, random.nextInt(instances), point, 1 + random.nextInt(PASSES)));
        }
        for (int i = 0; i < kills.databases(); i++) {
            faults.add(new Fault(0, Victim.POSTGRES, 0, null, 0));
        }
        for (int i = 0; i < BROKER_KILLS; i++) {
            faults.add(new Fault(0, Victim.BROKER, 0, null, 0));
        }
        Collections.shuffle(faults, random);
        return spread(faults, messages, random);
    }

    private static List<Fault> spread(List<Fault> faults, int messages, Random random) {
        List<Fault> spread = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            double share = 0.06 + 0.88 * (i + 0.5 * random.nextDouble()) / faults.size();
            Fault fault = faults.get(i);
            spread.add(
                    new Fault((int) (share * messages), fault.victim(), fault.number(), fault.point(), fault.pass()));
        }
        spread.sort(Comparator.comparingInt(Fault::afterMessages));
        return spread;
    }
}
