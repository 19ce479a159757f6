package org.dupcheck.notifier.channels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dupcheck.notifier.sms.port.SmsGateway;

/** Says what it is told to, one after the other, then takes everything. */
final class ScriptedGateway implements SmsGateway {
    final List<String> ids = new ArrayList<>();
    private final Deque<Outcome> script = new ArrayDeque<>();
    Runnable meanwhile = () -> {};

    void then(Outcome outcome) {
        script.add(outcome);
    }

    @Override
    public Outcome send(String deliveryId, String phone, String text) {
        ids.add(deliveryId);
        meanwhile.run();
        Outcome outcome = script.poll();
        return outcome == null ? Outcome.taken() : outcome;
    }
}
