package org.dupcheck.notifier.sms.port;

/**
 * Makes gateways of one kind. Named in {@code META-INF/services} of a plug-in, as {@link java.util.ServiceLoader} has it.
 *
 * <p>A plug-in has a class loader of its own. Of this system it sees the types of this package and
 * {@link org.dupcheck.notifier.channels.Outcome}, besides SLF4J for its log; all other libraries it brings itself. Its class loader
 * is the thread's while it is called.
 */
public interface SmsGatewayProvider {
    /** What {@code kind} of an entry in the file of gateways says: lower-case letters, digits and dashes, up to 32. */
    String kind();

    /**
     * Makes the gateway of one entry. Calls nobody.
     *
     * @throws IllegalArgumentException where the entry is at fault; the message begins with the field's name, and holds no secret
     */
    SmsGateway open(GatewayEntry entry);
}
