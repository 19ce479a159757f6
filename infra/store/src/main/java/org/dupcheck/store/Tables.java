package org.dupcheck.store;

import org.dupcheck.store.audit.AuditLog;
import org.dupcheck.store.deadletters.DeadLetterReplays;
import org.dupcheck.store.deliveries.AddressUses;
import org.dupcheck.store.deliveries.Attempts;
import org.dupcheck.store.deliveries.Deliveries;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.deliveries.OpenDeliveries;
import org.dupcheck.store.deliveries.Receipts;
import org.dupcheck.store.drafts.Drafts;
import org.dupcheck.store.due.DueTable;
import org.dupcheck.store.figures.SystemFigures;
import org.dupcheck.store.idempotency.IdempotencyKeys;
import org.dupcheck.store.keys.ApiKeys;
import org.dupcheck.store.messages.SiteMessages;
import org.dupcheck.store.nodes.Nodes;
import org.dupcheck.store.open.OpenSubmissions;
import org.dupcheck.store.open.PendingMatches;
import org.dupcheck.store.open.PercolationState;
import org.dupcheck.store.open.RecheckRequests;
import org.dupcheck.store.open.Rechecks;
import org.dupcheck.store.operators.FailedChecks;
import org.dupcheck.store.policies.Policies;
import org.dupcheck.store.policies.PolicyPreviews;
import org.dupcheck.store.preferences.Preferences;
import org.dupcheck.store.references.CorpusState;
import org.dupcheck.store.references.CorpusStatisticsTable;
import org.dupcheck.store.references.ReferenceDocuments;
import org.dupcheck.store.references.ReferenceFeed;
import org.dupcheck.store.references.ReferencePast;
import org.dupcheck.store.references.ReferenceViews;
import org.dupcheck.store.references.ReplacedTexts;
import org.dupcheck.store.reviews.OwnSubmissions;
import org.dupcheck.store.reviews.ReviewDesk;
import org.dupcheck.store.reviews.VerdictReviews;
import org.dupcheck.store.sessions.Sessions;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.verdicts.SubmittedTexts;
import org.dupcheck.store.webhooks.DocumentNewsQuery;
import org.dupcheck.store.webhooks.WebhookEndpoints;
import org.dupcheck.store.workorders.CommandViews;
import org.dupcheck.store.workorders.Confirmations;
import org.dupcheck.store.workorders.WorkOrderCommands;
import org.dupcheck.store.workorders.WorkOrders;

/** The tables within one transaction. Belongs to the thread that runs it, and ends with it. */
public final class Tables {
    private final Sql sql;

    Tables(Sql sql) {
        this.sql = sql;
    }

    /** The corpus version and the lock that orders all changes of the reference set. */
    public CorpusState corpusState() {
        return new CorpusState(sql);
    }

    /** The reference documents as corpus-sync writes them. */
    public ReferenceDocuments referenceDocuments() {
        return new ReferenceDocuments(sql);
    }

    /** The reference documents as they are shown. */
    public ReferenceViews referenceViews() {
        return new ReferenceViews(sql);
    }

    /** The changes of the reference set, in order. */
    public ReferenceFeed referenceFeed() {
        return new ReferenceFeed(sql);
    }

    /** The statistics that checks take from the reference set as a whole. */
    public CorpusStatisticsTable corpusStatistics() {
        return new CorpusStatisticsTable(sql);
    }

    /** What counts for each business type. */
    public Policies policies() {
        return new Policies(sql);
    }

    /** Draft policies that are run over stored checks before anybody saves them. */
    public PolicyPreviews policyPreviews() {
        return new PolicyPreviews(sql);
    }

    /** What was submitted and is still kept. */
    public SubmittedTexts submittedTexts() {
        return new SubmittedTexts(sql);
    }

    /** Texts of reference documents that are no longer in force. */
    public ReplacedTexts replacedTexts() {
        return new ReplacedTexts(sql);
    }

    /** The reference set as it was. */
    public ReferencePast referencePast() {
        return new ReferencePast(sql);
    }

    /** The submissions whose verdict must stay true. */
    public OpenSubmissions openSubmissions() {
        return new OpenSubmissions(sql);
    }

    /** How far the changes of the reference set have been compared with the open submissions. */
    public PercolationState percolation() {
        return new PercolationState(sql);
    }

    /** Asks that open submissions be checked again. */
    public RecheckRequests recheckRequests() {
        return new RecheckRequests(sql);
    }

    /** The open submissions that are to be checked again. */
    public Rechecks rechecks() {
        return new Rechecks(sql);
    }

    /** Which open submissions name each other. */
    public PendingMatches pendingMatches() {
        return new PendingMatches(sql);
    }

    /** The work orders with their history, and the locked check they rest on. */
    public WorkOrders workOrders() {
        return new WorkOrders(sql);
    }

    /** The outbox of work-order commands. */
    public WorkOrderCommands workOrderCommands() {
        return new WorkOrderCommands(sql);
    }

    /** The commands as operators see them. */
    public CommandViews commandViews() {
        return new CommandViews(sql);
    }

    /** The applicants' decisions. */
    public Confirmations confirmations() {
        return new Confirmations(sql);
    }

    /** The messages that applicants find on the site. */
    public SiteMessages siteMessages() {
        return new SiteMessages(sql);
    }

    /** The checked submissions, for reviewers. */
    public ReviewDesk reviewDesk() {
        return new ReviewDesk(sql);
    }

    /** What reviewers did about verdicts. */
    public VerdictReviews verdictReviews() {
        return new VerdictReviews(sql);
    }

    /** What applicants have submitted. */
    public OwnSubmissions ownSubmissions() {
        return new OwnSubmissions(sql);
    }

    /** What applicants write and have not submitted yet. */
    public Drafts drafts() {
        return new Drafts(sql);
    }

    /** Which dead letters were published once more, and by whom. */
    public DeadLetterReplays deadLetterReplays() {
        return new DeadLetterReplays(sql);
    }

    /** Figures of all nodes together. */
    public SystemFigures systemFigures() {
        return new SystemFigures(sql);
    }

    /** The keys that programs call the API with. */
    public ApiKeys apiKeys() {
        return new ApiKeys(sql);
    }

    /** The keys of requests that are answered once. */
    public IdempotencyKeys idempotencyKeys() {
        return new IdempotencyKeys(sql);
    }

    /** Who is signed in to the pages. */
    public Sessions sessions() {
        return new Sessions(sql);
    }

    /** The processes that run. */
    public Nodes nodes() {
        return new Nodes(sql);
    }

    /** What is due at a time. */
    public DueTable due() {
        return new DueTable(sql);
    }

    /** The messages that go out by SMS, e-mail and webhook. */
    public Deliveries deliveries() {
        return new Deliveries(sql);
    }

    /** Deliveries as operators see them. */
    public DeliveryViews deliveryViews() {
        return new DeliveryViews(sql);
    }

    /** Checks that failed, with what was submitted. */
    public FailedChecks failedChecks() {
        return new FailedChecks(sql);
    }

    /** Deliveries whose time has come. */
    public OpenDeliveries openDeliveries() {
        return new OpenDeliveries(sql);
    }

    /** The attempts to send a delivery. */
    public Attempts attempts() {
        return new Attempts(sql);
    }

    /** How often a delivery went to each address. */
    public AddressUses addressUses() {
        return new AddressUses(sql);
    }

    /** What SMS providers report after a delivery. */
    public Receipts receipts() {
        return new Receipts(sql);
    }

    /** How people want to be informed, and where. */
    public Preferences preferences() {
        return new Preferences(sql);
    }

    /** The registered webhooks. */
    public WebhookEndpoints webhookEndpoints() {
        return new WebhookEndpoints(sql);
    }

    /** What a webhook is sent about a document. */
    public DocumentNewsQuery documentNews() {
        return new DocumentNewsQuery(sql);
    }

    /** Who decided what. */
    public AuditLog auditLog() {
        return new AuditLog(sql);
    }
}
