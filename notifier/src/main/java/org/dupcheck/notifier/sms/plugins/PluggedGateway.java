package org.dupcheck.notifier.sms.plugins;

import java.util.function.Supplier;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.sms.port.SmsGateway;

/** A gateway of a plug-in, called with the plug-in's class loader as the thread's. */
record PluggedGateway(SmsGateway gateway, ClassLoader loader) implements SmsGateway {
    @Override
    public Outcome send(String deliveryId, String phone, String text) {
        return outcome(() -> gateway.send(deliveryId, phone, text));
    }

    @Override
    public boolean canBeAsked() {
        return gateway.canBeAsked();
    }

    @Override
    public Outcome ask(String deliveryId, String phone) {
        return outcome(() -> gateway.ask(deliveryId, phone));
    }

    private Outcome outcome(Supplier<Outcome> call) {
        try {
            return Plugins.within(loader, call);
        } catch (LinkageError e) {
            // a class that the plug-in lacks may be missed after the call
            return Outcome.unknown(e.getClass().getName());
        }
    }
}
