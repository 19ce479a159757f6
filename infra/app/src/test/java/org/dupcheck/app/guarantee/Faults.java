package org.dupcheck.app.guarantee;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What is killed, and when, from the seed: by the number of messages published until then. */
final class Faults {
    enum Victim {
        INSTANCE,
        POSTGRES,
        BROKER
    }

    /** @param number which instance; 0 for the servers */
    record Fault(int afterMessages, Victim victim, int number) {}

    private Faults() {}

    /** Spread evenly over the middle of the run, in an order from the seed, so that each falls into full traffic. */
    static List<Fault> plan(long seed, int messages, int instances, int instanceKills, int postgresKills) {
        Random random = new Random(seed);
        List<Victim> victims = new ArrayList<>();
        for (int i = 0; i < instanceKills; i++) {
            victims.add(Victim.INSTANCE);
        }
        for (int i = 0; i < postgresKills; i++) {
            victims.add(Victim.POSTGRES);
        }
        victims.add(Victim.BROKER);
        Collections.shuffle(victims, random);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < victims.size(); i++) {
            double share = 0.06 + 0.88 * (i + 0.5 * random.nextDouble()) / victims.size();
            Victim victim = victims.get(i);
            faults.add(new Fault(
                    (int) (share * messages), victim, victim == Victim.INSTANCE ? random.nextInt(instances) : 0));
        }
        faults.sort(Comparator.comparingInt(Fault::afterMessages));
        return faults;
    }

    /** In words. */
    static String counts(List<Fault> faults) {
        return count(faults, Victim.INSTANCE) + " instances, " + count(faults, Victim.POSTGRES) + " databases and "
                + count(faults, Victim.BROKER) + " broker killed";
    }

    private static long count(List<Fault> faults, Victim victim) {
        return faults.stream().filter(fault -> fault.victim() == victim).count();
    }
}
