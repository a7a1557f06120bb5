// Generated from openapi.yaml by `npm run api`. Do not edit.

export interface paths {
    "/api/performance/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** System and agents over a range */
        get: operations["getSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, those that fired last first */
        get: operations["getAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an alert on
         * @description It stays active, but somebody sees to it. It fires again if it becomes worse.
         */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rules that alerts are raised by, and how each is doing */
        get: operations["getAlertRules"];
        put?: never;
        /**
         * Make a rule
         * @description A rule on a metric that does not exist is taken; its state is then no_data.
         */
        post: operations["createAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/alert-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule */
        get: operations["getAlertRule"];
        /**
         * Make a rule, or change it
         * @description A rule that comes with the product is replaced by yours of the same id, until that is deleted. Thresholds and
         *     rules of the file are changed where they are.
         */
        put: operations["putAlertRule"];
        post?: never;
        /** Delete a rule of the API */
        delete: operations["deleteAlertRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/alert-rules/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * When a rule would have fired
         * @description Runs a draft over what was stored. Values are means of buckets of `step_seconds`, so what is shorter is not seen.
         */
        post: operations["backtestAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Silences, those that end last first */
        get: operations["getSilences"];
        put?: never;
        /**
         * Do not tell of some alerts for a while
         * @description The alerts go on and are shown; nobody is notified of them. Matchers are met by tags and labels of an alert, and
         *     by `rule` and `severity`.
         */
        post: operations["createSilence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a silence now */
        delete: operations["endSilence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to change, most important first */
        get: operations["getRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/recommendations/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a recommendation aside
         * @description It closes by itself when its evidence is gone, and opens again if the evidence returns after that.
         */
        post: operations["dismissRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/recommendations/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a recommendation on
         * @description It stays open, and others see that somebody is at it.
         */
        post: operations["acceptRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/recommendations/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a recommendation was carried out
         * @description From then on what comes after is compared with the day before, until the effect is known; `outcome` and `/ledger` tell.
         *     With `dry_run` nothing is changed: the answer shows the action and its prediction.
         */
        post: operations["applyRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people were told of alerts, newest first
         * @description The outbox: what waits, what arrived, and what was given up (`dead`) and can be sent again.
         */
        get: operations["getNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/notifications/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a channel out
         * @description Sends a message that says it is a test, and at once that it is over if the channel tells such things. Once, past the outbox.
         *     A receiver that does not take it is no fault of this request: `delivered` and `detail` tell.
         */
        post: operations["testChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/notifications/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a notification once more that was delivered or given up */
        post: operations["resendNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways to people, and how they do */
        get: operations["getChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changes were to gain, and what they came to */
        get: operations["getLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/historical": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The system over time
         * @description Downsampled to about `max_points` rows. Every field is the mean over its row; `_min` and `_max` beside it keep the peaks.
         *     Only rows and fields with values are there.
         */
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record values of metrics
         * @description One metric, or `{"metrics": [...]}` with many. All or none: if one cannot be taken, the answer names it by its index and
         *     nothing is kept. An answer of 200 means that all of it is safe on disk.
         */
        post: operations["recordMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/agent-performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record tasks that agents finished
         * @description One task, or `{"executions": [...]}` with many. All or none, as for metrics. Also records the metrics
         *     `agent.<type>.execution_time`, `.success_rate` and `.performance_score` with the tag `agent_id`.
         */
        post: operations["recordAgentPerformance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All agents
         * @description As rows (`agents`), or column by column (`columns`) for long lists: half the bytes, texts in a dictionary, numbers rounded.
         *     The answer has an `ETag`; with `If-None-Match` an unchanged list is 304.
         */
        get: operations["listAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/agents/{agent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agent */
        get: operations["getAgent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/agents/{agent_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One agent over time
         * @description In columns of equal length, in buckets of a minute or more. Counts are 0 where nothing happened; percentiles and the success
         *     rate are null where no task ended, waits where none is known. Tokens and cost are known once a run is over.
         */
        get: operations["getAgentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/agents/{agent_id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The models and tools that an agent calls
         * @description As the final runs at hand tell that started within the range: a sample where runs come faster than they are kept in memory. A
         *     call counts for the agent nearest above it. Most time in all comes first.
         */
        get: operations["getAgentUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which types of agents wait for which
         * @description As the final runs at hand tell that started within the range: a sample where runs come faster than they are kept in memory. One
         *     waits for another that works within its own work (`nested`; asynchronous work is left out), or begins some time after
         *     another under the same parent has ended (`sequence`: the time in between). The longest waits in all come first, 1,000 at most.
         */
        get: operations["listHandoffs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/agent-traits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What every agent has to do with
         * @description Workflows, services, models and tools of each agent, as all final runs at hand tell; 16 values of a kind at most. For finding what
         *     agents have in common.
         */
        get: operations["listAgentTraits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/system/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest look at the system
         * @description Where Pitwall runs in a container, the limits of the container count, not those of its host.
         */
        get: operations["getSystemStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Limits beyond which alerts fire */
        get: operations["getThresholds"];
        /**
         * Change limits
         * @description Merges by metric: metrics that are not named stay as they are, `null` removes a metric. All or nothing. A metric whose name
         *     contains `success_rate` or `performance_score` is bad below its limits, every other above; a worse severity needs a limit
         *     further out.
         */
        put: operations["putThresholds"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/score-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What agents are scored against */
        get: operations["getScoreSettings"];
        /**
         * Score types of agents by their own standards
         * @description Merges by type and field: what is not named stays as it is; `null` for a type brings the defaults back. The three weights
         *     add up to 1. All or nothing.
         */
        put: operations["putScoreSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first screen in one request
         * @description Answered from what the last round found, which is at most `engine.interval` ago.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A metric over time, in columns
         * @description Counters are answered as rates per second. A gap is `null`. `open_bucket` is the place of a bucket that has not ended yet.
         *     At most 50 series are answered one by one, and 1,000 taken together; `series_total` says how many there are.
         */
        get: operations["getSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, finished and under way
         * @description A page may show a run again that changed since the page before. Of the runs under way the 200 that grew last are listed;
         *     `running` says how many there are.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/runs/{trace_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/runs/{trace_id}/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what in a run, who waited for whom, what was tried again
         * @description Reads all spans of the run. Work that names no agent is that of the nearest agent above it. Waits that were derived from the gap
         *     between a message's sender and taker, or from what a limiter let through, are counted apart from those that were said.
         */
        get: operations["getRunDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/runs/{trace_id}/spans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The spans of a run in the order of a waterfall
         * @description A span is followed by all that is below it. Attributes, links and events are left out (`detailed` is false) of runs with
         *     more than 20,000 spans and where `detailed=false` asks for it, which is several times as fast; those of one span are at
         *     `/runs/{trace_id}/spans/{span_id}`.
         */
        get: operations["getRunSpans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/runs/{trace_id}/spans/{span_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One span of a run with all that was sent
         * @description As in the list, with attributes, links and events whatever the size of the run.
         */
        get: operations["getRunSpan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/database/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queries of databases
         * @description Queries that differ in literals and layout alone are one. From spans of the callers, and from PostgreSQL servers that are
         *     watched (`source`); those tell means alone. New calls are here within some seconds.
         */
        get: operations["listDatabaseQueries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Routes that services serve
         * @description From spans of requests that were served, and this product's own requests (service `pitwall`). Where a span has only a raw
         *     path, what looks like an id in it is `{id}`. `errors` are the server's own, `client_errors` are answers of 4xx.
         */
        get: operations["listEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/external": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Outside services by operation
         * @description Calls by HTTP and RPC by host and template, and calls of models by provider. `errors` are all that failed; among them
         *     `throttled` (429, rate limits, quotas) and `timeouts`. `retries` are calls that repeat an earlier one.
         */
        get: operations["listExternalCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/frontend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Web vitals by page
         * @description What browsers measured, by template of the page. `good`, `needs_improvement` and `poor` are shares; `rating` is that of `p75`, as web.dev judges.
         */
        get: operations["listPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/frontend/beacon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Web vitals of a page view
         * @description Takes a token with the scope ingest, or one of `frontend.site-keys` as `key`. Pages of other origins are taken where
         *     `frontend.origins` names them. At most 4 KiB, and `frontend.max-beacons-per-minute` of one address. `text/plain`, as
         *     `navigator.sendBeacon` has it, is read as JSON. Ids in the page's path are stripped.
         */
        post: operations["sendBeacon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/beacon.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Script that sends web vitals
         * @description `<script src="https://.../api/performance/beacon.js" data-app="shop" data-key="..." async></script>`. `data-page` gives the
         *     page another name than its path. Built on web-vitals (Apache-2.0).
         */
        get: operations["getBeaconScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Workflows
         * @description Made of the runs that began in the range, the newest 20,000; `complete` says whether that was all. Agents are the 50 in most runs, `trend` is the range in 24 parts.
         */
        get: operations["listWorkflows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/workflows/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One workflow
         * @description As in the list.
         */
        get: operations["getWorkflow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/workflows/{name}/bottlenecks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a workflow's time hangs on
         * @description Shares of the critical path of runs about the median and of the slowest, and what the durations would be if a subject took
         *     no time at all. Most worth it first. Ceilings need 100 runs that did not fail.
         */
        get: operations["getBottlenecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/whatif": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What changes would do to a workflow
         * @description Runs of the range (a day without one) are timed again, or replayed through their queues where theory does not hold. Says so
         *     when it cannot tell: too few runs, a pool that would be overloaded, or a model that does not reproduce what was recorded.
         */
        post: operations["askWhatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/scaling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many workers every pool should have
         * @description A pool is the agents of a type. Advised is the least number with which one piece of work in twenty waits longer than a tenth
         *     of the service. A size goes down only if it was too large for five minutes. With `pool` the answer has one number, `desired`,
         *     as autoscalers read it.
         */
        get: operations["getScaling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/runs/{trace_id}/critical-path": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the duration of a run hangs on
         * @description Pieces in the order of time, from the run's start to its end, without gap or overlap.
         */
        get: operations["getCriticalPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens
         * @description Server-sent events. Their names are the topics; `data` is JSON:
         *
         *     | Event | Data |
         *     |---|---|
         *     | `snapshot` | as `system_status` of `/system/status`; a new listener is sent the latest at once |
         *     | `alert` | an alert that changed, as in `/alerts` |
         *     | `recommendation` | a recommendation that changed, as in `/recommendations` |
         *     | `delta` | schema `Delta`: totals after a round, and the agents that changed since the one before |
         *     | `reset` | what was missed is not kept any more: load everything again |
         *     | `heartbeat` | nothing happened for a while |
         *
         *     Every event but `heartbeat` has an id; who comes back with `Last-Event-ID` is sent what it missed. A client that does not
         *     read fast enough is disconnected.
         */
        get: operations["stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performance/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers; restart it if not */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the store can be read and written; send no traffic if not */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How Pitwall itself does, for Prometheus
         * @description In the text format of Prometheus, or as OpenMetrics 1.0 if `Accept` asks for it.
         */
        get: operations["getOwnMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Estimate: {
            baseline: number;
            predicted: number;
            /** @description Lower end of the 80 % interval */
            low: number;
            high: number;
        };
        Limit: {
            name: string;
            used_share: number;
        } | null;
        /** @description How far a replay without any change is from what was recorded */
        Validity: {
            valid: boolean;
            p50_error: number;
            p95_error: number;
        };
        BottlenecksAnswer: {
            /** @constant */
            success: true;
            workflow: string;
            time_range_hours: number;
            /** @description Runs looked at */
            runs: number;
            message: string | null;
            bottlenecks: {
                /** @enum {unknown} */
                sort: "agent" | "tool" | "model" | "query" | "external" | "operation";
                name: string;
                /** @description Share of the path of runs about the median */
                path_share_p50: number;
                /** @description Share of the path of the slowest runs */
                path_share_slow: number;
                /** @description Part of path_share_p50 that is waiting in a queue */
                wait_share: number;
                /** @description Its part of what makes slow runs slower */
                difference_share: number;
                drag_ms: number;
                /** @description Durations if it took no time at all; null where the model cannot tell */
                ceiling: {
                    p50_ms: components["schemas"]["Estimate"];
                    p95_ms: components["schemas"]["Estimate"];
                } | null;
                /** @description By how much a run would be shorter at most */
                gain_ms: number;
                n: number;
                confidence: number;
            }[];
        };
        WhatIfQuestion: {
            workflow: string;
            range?: {
                hours?: number | null;
                /** Format: date-time */
                from?: string | null;
                /** Format: date-time */
                to?: string | null;
            } | null;
            changes: {
                /** @description Type of agent */
                target?: string | null;
                /** @enum {unknown} */
                kind: "speedup" | "cache" | "parallelize" | "slots" | "remove" | "timeout" | "load";
                /**
                 * @description Of speedup how many times as fast, of cache the share of hits, of slots how many, of timeout milliseconds, of load times
                 *     as much as today
                 */
                value?: number | null;
            }[];
        };
        WhatIfAnswer: {
            /** @constant */
            success: true;
            workflow: string;
            runs: number;
            /** @enum {unknown} */
            status: "predicted" | "not_enough_data" | "overloaded" | "not_valid";
            /** @description Why it cannot be told */
            message?: string;
            p50_ms?: components["schemas"]["Estimate"];
            p95_ms?: components["schemas"]["Estimate"];
            mean_ms?: components["schemas"]["Estimate"];
            /** @description Of a run; null if no cost is known */
            cost_usd?: components["schemas"]["Estimate"] | null;
            next_limit?: components["schemas"]["Limit"];
            interval?: number;
            confidence?: number;
            /** @enum {unknown} */
            method?: "retimed" | "replayed";
            validity?: components["schemas"]["Validity"];
            /** @description Of a question about one lever, how durations answer to it, at 21 values */
            curve?: {
                /** @description Null stands for beyond all bounds */
                value: number | null;
                p50_ms: number;
                p95_ms: number;
                p95_low_ms: number;
                p95_high_ms: number;
            }[];
        };
        Pool: {
            pool: string;
            /** @description The workflow that uses it most */
            workflow: string;
            current: number;
            /** @description The size to go to, held back where it goes down */
            desired: number;
            /** @description What the load of now asks for */
            desired_now: number;
            /** @enum {unknown} */
            reason: "hold_thin_data" | "hold" | "scale_up" | "scale_down";
            arrivals_per_second: number;
            service_ms: number;
            /** @description Squared coefficient of variation */
            service_scv: number;
            utilisation: number;
            predicted_utilisation: number;
            wait_ms: number | null;
            predicted_wait_ms: number | null;
            n: number;
            next_limit: components["schemas"]["Limit"];
        };
        ScalingAnswer: {
            /** @constant */
            success: true;
            pools: components["schemas"]["Pool"][];
        };
        PoolAnswer: {
            /** @constant */
            success: true;
            pool: string;
            desired: number;
            advice: components["schemas"]["Pool"];
        };
        CriticalPathAnswer: {
            /** @constant */
            success: true;
            trace_id: string;
            started_at: components["schemas"]["Time"];
            duration_ms: number;
            segments: {
                /** @description Null where no span ran */
                span_id: string | null;
                name: string | null;
                agent: string | null;
                kind: string | null;
                /**
                 * @description Own work, in a queue, inside but in no child, in no span
                 * @enum {unknown}
                 */
                type: "self" | "wait" | "gap" | "outside";
                start_ms: number;
                end_ms: number;
                /** @description By how much the run would be shorter at most without it */
                drag_ms: number;
            }[];
        };
        PagesAnswer: {
            /** @constant */
            success: true;
            time_range_hours: number;
            pages: components["schemas"]["Page"][];
            /** @description Entries before the limit */
            total: number;
        };
        Page: {
            page: string;
            app: string | null;
            /** @description Page views that reported */
            views: number;
            vitals: {
                lcp: components["schemas"]["Vital"];
                inp: components["schemas"]["Vital"];
                cls: components["schemas"]["Vital"];
                fcp: components["schemas"]["Vital"];
                ttfb: components["schemas"]["Vital"];
            };
        };
        Vital: {
            count: number;
            /** @enum {unknown} */
            unit: "ms" | "";
            p50: number;
            p75: number;
            p95: number;
            /** @enum {unknown} */
            rating: "good" | "needs_improvement" | "poor";
            good: number;
            needs_improvement: number;
            poor: number;
        } | null;
        Beacon: {
            /** @description Path, URL or template */
            page: string;
            app?: string | null;
            vitals: {
                /** @description Milliseconds */
                LCP?: number;
                /** @description Milliseconds */
                INP?: number;
                CLS?: number;
                /** @description Milliseconds */
                FCP?: number;
                /** @description Milliseconds */
                TTFB?: number;
            };
        };
        WorkflowsAnswer: {
            /** @constant */
            success: true;
            time_range_hours: number;
            workflows: components["schemas"]["Workflow"][];
            /** @description Entries before the limit */
            total: number;
            complete: boolean;
        };
        WorkflowAnswer: {
            /** @constant */
            success: true;
            time_range_hours: number;
            workflow: components["schemas"]["Workflow"];
            complete: boolean;
        };
        Workflow: {
            name: string;
            /** @description Final runs */
            runs: number;
            running: number;
            succeeded: number;
            errors: number;
            error_rate: number | null;
            mean_ms: number | null;
            p50_ms: number | null;
            p95_ms: number | null;
            p99_ms: number | null;
            cost_usd: number | null;
            cost_complete: boolean;
            tokens: {
                input: number;
                output: number;
            };
            agents: {
                agent_id: string;
                runs: number;
            }[];
            trend: {
                /** Format: date-time */
                t: string;
                runs: number;
                errors: number;
                p50_ms: number | null;
                p95_ms: number | null;
                cost_usd: number;
            }[];
        };
        DatabaseQueriesAnswer: {
            /** @constant */
            success: true;
            time_range_hours: number;
            queries: components["schemas"]["DatabaseQuery"][];
            /** @description Entries before the limit */
            total: number;
        };
        DatabaseQuery: {
            query_id: string;
            system: string | null;
            /** @enum {unknown} */
            source: "spans" | "pg_stat_statements";
            database: string | null;
            /** @description Text without literals */
            query: string;
            /** @description Operation and what it works on */
            summary: string;
            count: number;
            rate_per_minute: number;
            errors: number;
            error_rate: number;
            /** @description Time of all calls together */
            total_seconds: number;
            mean_ms: number | null;
            p50_ms: number | null;
            p95_ms: number | null;
            p99_ms: number | null;
            max_ms: number | null;
            throttled: number;
            timeouts: number;
            rows_total: number | null;
            rows_mean: number | null;
            /** @description Blocks that were not in the server's cache */
            shared_blocks_read: number | null;
            /** @description Uppermost node of the plan as the server tells it, without literals; nodes below are in `plans` */
            plan: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When a plan of this shape was first seen
             */
            plan_since: string | null;
            /** @description Who calls, those that call most first; at most 20. */
            callers: components["schemas"]["Caller"][];
        };
        EndpointsAnswer: {
            /** @constant */
            success: true;
            time_range_hours: number;
            endpoints: components["schemas"]["Endpoint"][];
            /** @description Entries before the limit */
            total: number;
        };
        Endpoint: {
            service: string;
            method: string;
            route: string;
            count: number;
            rate_per_minute: number;
            errors: number;
            error_rate: number;
            /** @description Time of all calls together */
            total_seconds: number;
            mean_ms: number | null;
            p50_ms: number | null;
            p95_ms: number | null;
            p99_ms: number | null;
            max_ms: number | null;
            client_errors: number;
        };
        ExternalAnswer: {
            /** @constant */
            success: true;
            time_range_hours: number;
            external: components["schemas"]["ExternalCall"][];
            /** @description Entries before the limit */
            total: number;
        };
        ExternalCall: {
            host: string;
            operation: string;
            /** @enum {unknown} */
            kind: "http" | "model" | "embedding";
            count: number;
            rate_per_minute: number;
            errors: number;
            error_rate: number;
            /** @description Time of all calls together */
            total_seconds: number;
            mean_ms: number | null;
            p50_ms: number | null;
            p95_ms: number | null;
            p99_ms: number | null;
            max_ms: number | null;
            throttled: number;
            timeouts: number;
            retries: number;
            /** @description Who calls, those that call most first; at most 20. */
            callers: components["schemas"]["Caller"][];
        };
        Caller: {
            service: string;
            /** @description Sort of agent at work, where known */
            agent_type: string | null;
            count: number;
        };
        /** @description RFC 9457 */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            /** @constant */
            success: false;
            errors?: {
                /** @description Path of the field, or name of the parameter */
                field: string;
                expected: string;
                got: string;
            }[];
        };
        /**
         * Format: date-time
         * @example 2026-01-31T12:00:00.000123Z
         */
        Time: string;
        /**
         * @description RFC 3339 with zone, or milliseconds since 1970
         * @example 2026-01-31T12:00:00Z
         * @example 1769860800000
         */
        TimeParameter: string | number;
        Fraction: number;
        /** @enum {unknown} */
        Severity: "low" | "medium" | "high" | "critical";
        /** @enum {unknown} */
        Priority: "low" | "medium" | "high";
        Tags: {
            [key: string]: string;
        };
        Numbers: {
            [key: string]: number;
        };
        EmptyObject: Record<string, never>;
        StatusAnswer: {
            /** @constant */
            success: true;
            /** @enum {unknown} */
            status: "alive" | "ready";
        };
        RecordedAnswer: {
            /** @constant */
            success: true;
            message: string;
            /** @description How many values or tasks are now kept */
            recorded: number;
        };
        SummaryAnswer: {
            /** @constant */
            success: true;
            summary: {
                time_range_hours: number;
                timestamp: components["schemas"]["Time"];
                /** @description By name of the metric; series of a metric are taken together */
                system_metrics: {
                    [key: string]: components["schemas"]["MetricSummary"];
                };
                /** @description By id, the agents that were active in the range, worst score first */
                agent_performance: {
                    [key: string]: components["schemas"]["AgentSummary"];
                };
                /** @description How many agents were active */
                agents_total: number;
                alerts: {
                    active: number;
                    total: number;
                };
                /** @description How many are open */
                recommendations: number;
            };
        };
        MetricSummary: {
            current: number;
            average: number;
            min: number;
            max: number;
            count: number;
            /** @description Of distributions */
            p95: number | null;
            unit: string;
            /** @description Of counters: increase per second */
            rate: number | null;
        };
        AgentSummary: {
            agent_type: string;
            performance_score: components["schemas"]["Fraction"];
            task_count: number;
            success_rate: components["schemas"]["Fraction"];
            /** @description Seconds */
            average_execution_time: number;
            /** @description Megabytes, 0 if never reported */
            memory_usage: number;
            /** @description Percent of a core, 0 if never reported */
            cpu_usage: number;
            /** @description Seconds, within the sliding window that fits the range */
            p50_execution_time: number | null;
            /** @description Likewise */
            p95_execution_time: number | null;
        };
        AlertsAnswer: {
            /** @constant */
            success: true;
            alerts: components["schemas"]["Alert"][];
        };
        AlertAnswer: {
            /** @constant */
            success: true;
            alert: components["schemas"]["Alert"];
        };
        /** @description One per rule and series for all its life */
        Alert: {
            id: string;
            metric_name: string;
            severity: components["schemas"]["Severity"];
            /** @description Limit of the severity */
            threshold: number;
            /** @description Null if it is about missing data */
            current_value: number | null;
            message: string;
            /** @description When it last began to fire */
            timestamp: components["schemas"]["Time"];
            resolved: boolean;
            resolution_time: components["schemas"]["Time"] | null;
            /** @enum {unknown} */
            state: "pending" | "firing" | "acknowledged" | "resolved";
            /** @description Tags of the series */
            tags: components["schemas"]["Tags"];
            rule: string;
            acknowledged_by: string | null;
            /** @description Every change, oldest first, the last 100 */
            history: {
                timestamp: components["schemas"]["Time"];
                /** @enum {unknown} */
                state: "pending" | "firing" | "acknowledged" | "resolved";
                severity: components["schemas"]["Severity"];
                value: number | null;
                reason: string;
                /** @description Name of a token, or rule, silence or inhibition */
                by: string;
            }[];
            /** @description How often it has fired */
            episode: number;
            /** @description Grows with each change */
            revision: number;
            /** @description Tags, labels of the rule, rule and severity */
            labels: components["schemas"]["Tags"];
            /**
             * @description What it is probably about
             * @example agent:planner
             * @example workflow:checkout
             */
            cause: string;
            summary: string;
            description: string;
            /**
             * @description Page of the documentation or address
             * @example docs/alerts/stuck-run.md
             */
            runbook: string;
            /** @description Runs behind it, at most 5 */
            traces: string[];
            /** @description Why nobody is notified of it */
            muted: null | {
                /** @enum {unknown} */
                kind: "silenced" | "inhibited";
                /** @description Id of the silence or of the alert that explains it */
                by: string;
                reason: string;
                since: components["schemas"]["Time"];
            };
        };
        AlertRulesAnswer: {
            /** @constant */
            success: true;
            rules: components["schemas"]["AlertRule"][];
            /** @description Aggregates that can be judged besides any metric */
            signals: string[];
        };
        AlertRuleAnswer: {
            /** @constant */
            success: true;
            rule: components["schemas"]["AlertRule"];
        };
        /**
         * @description A duration
         * @example 30s
         * @example 5m
         * @example 1h30m
         * @example 7d
         */
        RuleTime: string;
        AlertRule: {
            /** @description Letters, digits and . _ : - */
            id?: string;
            condition: components["schemas"]["AlertCondition"];
            /** @description How long it has to hold before the alert fires */
            for?: components["schemas"]["RuleTime"];
            /** @description How long things have to be better before it ends */
            keep_firing?: components["schemas"]["RuleTime"];
            /** @enum {unknown} */
            no_data?: "ignore" | "alert" | "keep";
            labels?: components["schemas"]["Tags"];
            /** @description Texts; {{value}}, {{limit}}, {{severity}}, {{signal}}, {{rule}} and {{tags.NAME}} are filled in */
            annotations?: {
                summary?: string;
                description?: string;
                runbook?: string;
            };
            enabled?: boolean;
            /** @enum {unknown} */
            readonly source?: "pack" | "threshold" | "api" | "file";
            readonly read_only?: boolean;
            /** @enum {unknown} */
            readonly state?: "ok" | "pending" | "firing" | "no_data" | "error" | "disabled";
            readonly state_message?: string;
            readonly series_judged?: number;
        };
        BySeverity: {
            low?: number;
            medium?: number;
            high?: number;
            critical?: number;
        };
        /** @description What a rule looks for; which fields it has depends on its kind */
        AlertCondition: {
            /**
             * @default threshold
             * @enum {unknown}
             */
            kind: "threshold" | "change" | "burn_rate" | "absence" | "stuck_run";
            /** @description A metric or an aggregate */
            signal?: string;
            /** @description Demands on tags, as in team=shop or queue=~in.* */
            where?: string[];
            /** @enum {unknown} */
            aggregate?: "each" | "sum" | "mean" | "min" | "max" | "count";
            /** @description Tags that remain when series are put together */
            by?: string[];
            over?: components["schemas"]["RuleTime"];
            /** @description Values with fewer observations behind them are not judged */
            at_least?: number;
            /**
             * @description threshold
             * @enum {unknown}
             */
            comparator?: ">" | ">=" | "<" | "<=" | "==" | "!=";
            /** @description threshold */
            limits?: components["schemas"]["BySeverity"];
            /** @description threshold: how far back a value has to come */
            clear?: number;
            /**
             * @description change
             * @enum {unknown}
             */
            direction?: "up" | "down";
            /** @description change, stuck_run */
            factors?: components["schemas"]["BySeverity"];
            /** @description change: smallest difference for the mildest factor */
            at_least_by?: number;
            /** @description change: earlier days that are compared with */
            days?: number;
            /** @description change: what is compared with until then */
            before?: components["schemas"]["RuleTime"];
            /** @description burn_rate */
            objective?: number;
            /** @description burn_rate */
            windows?: {
                severity: components["schemas"]["Severity"];
                factor: number;
                long: components["schemas"]["RuleTime"];
                short: components["schemas"]["RuleTime"];
            }[];
            /** @description absence: severity to how long nothing came */
            after?: {
                low?: components["schemas"]["RuleTime"];
                medium?: components["schemas"]["RuleTime"];
                high?: components["schemas"]["RuleTime"];
                critical?: components["schemas"]["RuleTime"];
            };
            /** @description absence: after this nobody waits any more */
            within?: components["schemas"]["RuleTime"];
            /** @description stuck_run */
            at_least_age?: components["schemas"]["RuleTime"];
        };
        BacktestRequest: {
            rule: components["schemas"]["AlertRule"];
            /** @default 168 */
            hours: number;
        };
        BacktestAnswer: {
            /** @constant */
            success: true;
            from: components["schemas"]["Time"];
            to: components["schemas"]["Time"];
            step_seconds: number;
            series: number;
            values: number;
            fired: number;
            firing_seconds: number;
            /** @description At most 500, earliest first */
            intervals: {
                tags: components["schemas"]["Tags"];
                from: components["schemas"]["Time"];
                to: components["schemas"]["Time"];
                seconds: number;
                severity: components["schemas"]["Severity"];
                extreme: number | null;
            }[];
            /** @description A limit that would have been quiet */
            suggested_limit: number | null;
            fired_at_suggested_limit: number;
            /** @description What could not be tried */
            message: string;
        };
        SilencesAnswer: {
            /** @constant */
            success: true;
            silences: components["schemas"]["Silence"][];
        };
        SilenceAnswer: {
            /** @constant */
            success: true;
            silence: components["schemas"]["Silence"];
        };
        SilenceRequest: {
            matchers: string[];
            /** @description Now if it is missing */
            starts_at?: components["schemas"]["Time"];
            ends_at: components["schemas"]["Time"];
            comment?: string;
        };
        Silence: {
            id: string;
            /** @enum {unknown} */
            state: "pending" | "active" | "expired";
            matchers: string[];
            starts_at: components["schemas"]["Time"];
            ends_at: components["schemas"]["Time"];
            created_by: string;
            created_at: components["schemas"]["Time"];
            comment: string;
        };
        SuccessAnswer: {
            /** @constant */
            success: true;
        };
        /** @enum {unknown} */
        DeliveryState: "pending" | "delivered" | "dead";
        NotificationsAnswer: {
            /** @constant */
            success: true;
            notifications: components["schemas"]["Notification"][];
            next_cursor: string | null;
        };
        NotificationAnswer: {
            /** @constant */
            success: true;
            notification: components["schemas"]["Notification"];
        };
        /** @description What one channel tells of one group of alerts */
        Notification: {
            /** @description The same however often it is sent */
            id: string;
            channel: string;
            state: components["schemas"]["DeliveryState"];
            /** @enum {unknown} */
            kind: "firing" | "update" | "repeat" | "resolved" | "test";
            severity: components["schemas"]["Severity"];
            title: string;
            /** @description The route it came by and what its alerts have in common */
            group: string;
            group_labels: components["schemas"]["Tags"];
            /** @description The same for all notifications of a group from its first alert to its end */
            dedup_key: string;
            /** @description Alerts that fire, also those that are not in `alerts` */
            firing: number;
            /** @description Alerts that are over since the notification before, likewise */
            resolved: number;
            /** @description Worst first, at most 50 */
            alerts: {
                id: string;
                rule: string;
                firing: boolean;
                severity: components["schemas"]["Severity"];
                summary: string;
                labels: components["schemas"]["Tags"];
            }[];
            created: components["schemas"]["Time"];
            failed_attempts: number;
            next_attempt: components["schemas"]["Time"] | null;
            /** @description When it was delivered or given up */
            finished: components["schemas"]["Time"] | null;
            /** @description What the receiver said, or what went wrong last */
            detail: string;
        };
        ChannelTestAnswer: {
            /** @constant */
            success: true;
            channel: string;
            delivered: boolean;
            detail: string;
            duration_ms: number;
        };
        ChannelsAnswer: {
            /** @constant */
            success: true;
            channels: components["schemas"]["Channel"][];
        };
        Channel: {
            name: string;
            /** @enum {unknown} */
            type: "webhook" | "alertmanager" | "slack" | "teams" | "pagerduty" | "opsgenie" | "email" | "template";
            /** @description Where it leads, without secrets */
            target: string;
            max_per_minute: number;
            send_resolved: boolean;
            /** @description How many are kept in each state */
            notifications: {
                pending: number;
                delivered: number;
                dead: number;
            };
            /** @description Since start */
            failed_attempts: number;
            /** @description What the latest attempt failed of, empty if it did not */
            last_error: string;
            /** @description Other things that went wrong since start, by name, e.g. `failed_templates` */
            faults: {
                [key: string]: number;
            };
        };
        RecommendationsAnswer: {
            /** @constant */
            success: true;
            recommendations: components["schemas"]["Recommendation"][];
        };
        RecommendationAnswer: {
            /** @constant */
            success: true;
            recommendation: components["schemas"]["Recommendation"];
        };
        /** @description One per inspection and scope; it closes when its evidence is gone */
        Recommendation: {
            /** @example agent_optimization */
            type: string;
            priority: components["schemas"]["Priority"];
            agent_id: string | null;
            agent_type: string | null;
            /** @example low_performance_score */
            issue: string;
            /** @description Only of low scores */
            current_score?: number;
            /** @description Only of high memory, megabytes */
            current_usage?: number;
            /** @description Only of slow execution, seconds */
            current_time?: number;
            /** @description What to do, most useful first */
            recommendations: string[];
            id: string;
            inspection: string;
            /** @enum {unknown} */
            state: "open" | "accepted" | "dismissed" | "applied" | "measured" | "closed";
            scope: components["schemas"]["Scope"];
            /** @description Numbers of the inspection, by name, beside what every inspection has */
            evidence: {
                /** @description The rule with its numbers filled in */
                rule: string;
                /** @description Calls, tasks or runs behind it */
                n: number;
                minimum_n: number;
                confidence: number;
                /** @description 25 is worth knowing, 75 worth acting on today */
                severity: number;
                /** @description Trace ids */
                examples: string[];
            } & {
                [key: string]: unknown;
            };
            /** @description Gain times confidence over effort */
            rank: number;
            /** @description Id of the recommendation that explains this one */
            muted_by: string | null;
            first_seen: components["schemas"]["Time"];
            last_seen: components["schemas"]["Time"];
            history: {
                timestamp: components["schemas"]["Time"];
                /** @enum {unknown} */
                state: "open" | "accepted" | "dismissed" | "applied" | "measured" | "closed";
                by: string;
                reason: string;
            }[];
            action: components["schemas"]["Action"];
            prediction: components["schemas"]["Prediction"];
            risk: {
                runs_touched: number | null;
                reversible: boolean;
                guardrails: string[];
            } | null;
            outcome: components["schemas"]["Outcome"];
        };
        Scope: {
            workflow: string | null;
            agent_id: string | null;
            agent_type: string | null;
            metric: string | null;
            /** @description Tool, model, query, route, outside service or pool */
            operation: string | null;
        };
        /** @description What to change to which value; null if the finding only tells */
        Action: {
            /** @example retriever */
            target: string;
            /** @example workers */
            setting: string;
            unit: string;
            /** @description Null if it is not known */
            current: unknown;
            /** @description A number or a word */
            proposed: unknown;
            formula: string;
            inputs: {
                [key: string]: number;
            };
            /** @description 1 a setting, 2 a small change of code, 4 a change of design */
            effort: number;
        } | null;
        /** @description What that gains; null if it cannot be told */
        Prediction: {
            effects: {
                /** @enum {unknown} */
                measure: "p50_ms" | "p95_ms" | "cost_usd_per_day" | "success_rate";
                baseline: number;
                predicted: number;
                low: number;
                high: number;
                /** @description Share of the baseline by which it gets better; of success the difference */
                gain: number;
            }[];
            /** @description Chance that the value lies between low and high */
            interval: number;
            model: string;
            /** @description How well the model reproduces today */
            validity: string;
            /** @description Learnt from earlier predictions and what they came to */
            calibration: number;
        } | null;
        /** @description What carrying it out came to; null before it is carried out */
        Outcome: {
            /** @enum {unknown} */
            measure: "p50_ms" | "p95_ms" | "cost_usd_per_day" | "success_rate";
            applied_at: components["schemas"]["Time"];
            /** @description Geometric mean of durations (ms) and cost (USD a run); share of success */
            before: number | null;
            after: number | null;
            /** @description after / before - 1; of success after - before */
            change: number | null;
            low: number | null;
            high: number | null;
            /** @description Chance that the change lies between low and high at every look */
            interval: number;
            runs_before: number;
            runs_after: number;
            /** @enum {unknown} */
            verdict: "measuring" | "better" | "worse" | "no_difference";
        } | null;
        Step: {
            reason?: string | null;
        };
        Application: {
            /**
             * @default by_hand
             * @enum {unknown}
             */
            mode: "by_hand" | "dry_run" | null;
            reason?: string | null;
        };
        LedgerAnswer: {
            /** @constant */
            success: true;
            /** @description Every change that was made, latest first */
            entries: {
                recommendation_id: string;
                inspection: string;
                scope: components["schemas"]["Scope"];
                issue: string;
                applied_by: string;
                action: components["schemas"]["Action"];
                prediction: components["schemas"]["Prediction"];
                outcome: components["schemas"]["Outcome"];
                /** @description As `change` of the outcome */
                predicted_change: number | null;
                /** @description What came true of the predicted change */
                realised_share: number | null;
            }[];
            calibration: {
                inspection: string;
                n: number;
                /** @description What the next predicted gains are multiplied by */
                factor: number;
            }[];
        };
        HistoryAnswer: {
            /** @constant */
            success: true;
            data: components["schemas"]["HistoryRow"][];
            resolution_seconds: number;
        };
        HistoryRow: {
            /** @description Start of the row */
            timestamp: components["schemas"]["Time"];
            /** @description Percent */
            cpu_usage?: number | null;
            /** @description Percent */
            memory_usage?: number | null;
            /** @description Percent of the fullest file system */
            disk_usage?: number | null;
            active_agents?: number | null;
            active_workflows?: number | null;
            queue_size?: number | null;
            /** @description Fraction */
            error_rate?: number | null;
            cpu_usage_min?: number | null;
            cpu_usage_max?: number | null;
            memory_usage_min?: number | null;
            memory_usage_max?: number | null;
            disk_usage_min?: number | null;
            disk_usage_max?: number | null;
            active_agents_min?: number | null;
            active_agents_max?: number | null;
            active_workflows_min?: number | null;
            active_workflows_max?: number | null;
            queue_size_min?: number | null;
            queue_size_max?: number | null;
            error_rate_min?: number | null;
            error_rate_max?: number | null;
        };
        Metric: {
            name: string;
            /** @description Finite */
            value: number;
            /** @enum {unknown} */
            metric_type: "counter" | "gauge" | "histogram" | "timer" | "rate";
            tags?: components["schemas"]["Tags"];
            /** @default  */
            unit: string;
            /** @default  */
            description: string;
            /** @description Now if it is left out; up to ten years back and a day ahead */
            timestamp?: components["schemas"]["TimeParameter"];
        };
        MetricsBody: components["schemas"]["Metric"] | {
            metrics: components["schemas"]["Metric"][];
        };
        Execution: {
            agent_id: string;
            agent_type: string;
            /** @description Seconds */
            execution_time: number;
            success: boolean;
            /** @description Megabytes */
            memory_usage?: number;
            /** @description Percent of a core */
            cpu_usage?: number;
            /** @description When the task ended; now if it is left out */
            timestamp?: components["schemas"]["TimeParameter"];
            workflow?: string;
            task?: string;
            /** @description Seconds waited before the start */
            queue_wait?: number;
            /** @example RateLimitError */
            error_class?: string;
            tokens?: {
                input?: number;
                output?: number;
                /** @description Part of input */
                cached_input?: number;
                reasoning?: number;
            };
            cost_usd?: number;
        };
        ExecutionsBody: components["schemas"]["Execution"] | {
            executions: components["schemas"]["Execution"][];
        };
        /** @description With `agents`, or with `columns` if `columnar` was asked for */
        AgentsAnswer: {
            /** @constant */
            success: true;
            agents?: components["schemas"]["AgentRow"][];
            columns?: components["schemas"]["AgentColumns"];
            /** @description How many agents the question chooses */
            total: number;
            as_of: components["schemas"]["Time"];
            next_cursor: string | null;
        } & (unknown | unknown);
        AgentRow: {
            agent_id: string;
            agent_type: string;
            performance_score: components["schemas"]["Fraction"];
            task_count: number;
            error_count: number;
            success_rate: components["schemas"]["Fraction"];
            /** @description Seconds */
            average_execution_time: number;
            /** @description Seconds, last hour */
            p95_execution_time: number | null;
            /** @description Megabytes */
            memory_usage: number;
            /** @description Percent of a core */
            cpu_usage: number;
            last_activity: components["schemas"]["Time"] | null;
            /** @description Last hour */
            throughput_per_minute: number;
            /** @description Last hour */
            cost_usd: number;
        };
        /** @description Arrays of equal length, one place for each agent */
        AgentColumns: {
            agent_id: string[];
            /** @description The type of the i-th agent is dictionary[indexes[i]] */
            agent_type: {
                dictionary: string[];
                indexes: number[];
            };
            performance_score: components["schemas"]["NumberColumn"];
            task_count: components["schemas"]["NumberColumn"];
            error_count: components["schemas"]["NumberColumn"];
            success_rate: components["schemas"]["NumberColumn"];
            average_execution_time: components["schemas"]["NumberColumn"];
            p95_execution_time: components["schemas"]["NumberColumn"];
            memory_usage: components["schemas"]["NumberColumn"];
            cpu_usage: components["schemas"]["NumberColumn"];
            /** @description Before `as_of` */
            last_activity_age_seconds: components["schemas"]["NumberColumn"];
            throughput_per_minute: components["schemas"]["NumberColumn"];
            cost_usd: components["schemas"]["NumberColumn"];
        };
        NumberColumn: (number | null)[];
        AgentHistoryAnswer: {
            /** @constant */
            success: true;
            agent_id: string;
            resolution_seconds: number;
            /** @description Start of each bucket */
            t: components["schemas"]["Time"][];
            /** @description Place of the bucket that has not ended */
            open_bucket: number | null;
            /** @description Tasks that ended */
            count: number[];
            /** @description Those that failed */
            errors: number[];
            success_rate: components["schemas"]["NumberColumn"];
            p50_ms: components["schemas"]["NumberColumn"];
            p95_ms: components["schemas"]["NumberColumn"];
            queue_wait_p95_ms: components["schemas"]["NumberColumn"];
            throughput_per_minute: components["schemas"]["NumberColumn"];
            tokens_input: number[];
            tokens_output: number[];
            cost_usd: components["schemas"]["NumberColumn"];
        };
        AgentUsageAnswer: {
            /** @constant */
            success: true;
            agent_id: string;
            /** @description Runs with the agent that were looked at */
            runs: number;
            /** @description Start of the first of them */
            since: components["schemas"]["Time"] | null;
            /** @description Tasks of the agent in these runs */
            tasks: number;
            calls: {
                /** @enum {unknown} */
                kind: "model" | "tool";
                name: string;
                calls: number;
                errors: number;
                total_ms: number;
                p50_ms: number;
                p95_ms: number;
                cost_usd: number | null;
            }[];
        };
        HandoffsAnswer: {
            /** @constant */
            success: true;
            types: {
                name: string;
                /** @description Agents of the type that were at work */
                agents: number;
                tasks: number;
                errors: number;
                busy_seconds: number;
            }[];
            waits: {
                /** @description Type of the agents that wait */
                waiting: string;
                /** @description Type that they wait for */
                waited_for: string;
                /** @enum {unknown} */
                how: "nested" | "sequence";
                count: number;
                total_ms: number;
                p50_ms: number;
                p95_ms: number;
            }[];
            waits_total: number;
            /** @description Runs that were looked at */
            runs: number;
            /** @description Start of the first of them */
            since: components["schemas"]["Time"] | null;
        };
        /** @description The values of the i-th agent are dictionary[j] for each j in indexes[i] */
        TraitColumn: {
            dictionary: string[];
            indexes: number[][];
        };
        AgentTraitsAnswer: {
            /** @constant */
            success: true;
            agent_id: string[];
            traits: {
                workflow: components["schemas"]["TraitColumn"];
                service: components["schemas"]["TraitColumn"];
                model: components["schemas"]["TraitColumn"];
                tool: components["schemas"]["TraitColumn"];
            };
            /** @description Runs that were looked at */
            runs: number;
            /** @description Start of the first of them */
            since: components["schemas"]["Time"] | null;
        };
        AgentAnswer: {
            /** @constant */
            success: true;
            agent_performance: {
                agent_id: string;
                agent_type: string;
                task_count: number;
                /** @description Seconds */
                total_execution_time: number;
                /** @description Seconds */
                average_execution_time: number;
                success_rate: components["schemas"]["Fraction"];
                error_count: number;
                /** @description Megabytes, 0 if never reported */
                memory_usage: number;
                /** @description Percent of a core, 0 if never reported */
                cpu_usage: number;
                last_activity: components["schemas"]["Time"] | null;
                performance_score: components["schemas"]["Fraction"];
                bottlenecks: string[];
                /** @description The last hour and the last day, sliding */
                windows: {
                    "1h": components["schemas"]["AgentWindow"];
                    "24h": components["schemas"]["AgentWindow"];
                };
                /** @description What the score is made of, by the settings of the agent's type */
                score_parts: {
                    score: components["schemas"]["Fraction"];
                    success: components["schemas"]["Fraction"];
                    speed: components["schemas"]["Fraction"];
                    resource: components["schemas"]["Fraction"];
                };
                peers: {
                    /** @description Share of the other agents of its type that it scores better than, null if it is the only one */
                    percentile: number | null;
                };
            };
        };
        AgentWindow: {
            /** @description Tasks that ended in the window */
            count: number;
            /** @description Execution time in seconds */
            p50: number | null;
            p95: number | null;
            p99: number | null;
            success_rate: number | null;
            throughput_per_minute: number;
            tokens: components["schemas"]["Tokens"];
            /** @description Known cost */
            cost_usd: number;
            /** @description Seconds */
            queue_wait_p95: number | null;
        };
        Tokens: {
            input: number;
            output: number;
            /** @description Part of input */
            cached_input: number;
            reasoning: number;
        };
        SystemStatusAnswer: {
            /** @constant */
            success: true;
            system_status: components["schemas"]["SystemStatus"];
        };
        SystemStatus: {
            timestamp: components["schemas"]["Time"];
            /** @description Percent, null until there are two looks to compare */
            cpu_usage: number | null;
            /** @description Percent */
            memory_usage: number | null;
            /** @description Percent of the fullest file system */
            disk_usage: number | null;
            /** @description Totals since boot and rates per second */
            network_io: components["schemas"]["Numbers"];
            active_agents: number;
            active_workflows: number;
            /** @description Entries that wait by queue */
            queue_sizes: components["schemas"]["Numbers"];
            /** @description Mean wait in seconds over five minutes, by queue; not in the stream */
            queue_waits?: components["schemas"]["Numbers"];
            /** @description Age of the oldest entry in seconds, by queue; not in the stream */
            queue_ages?: components["schemas"]["Numbers"];
            /** @description Mean in seconds over five minutes, by endpoint */
            response_times: components["schemas"]["Numbers"];
            /** @description Fraction over five minutes, by component */
            error_rates: components["schemas"]["Numbers"];
            disk_io: components["schemas"]["Numbers"];
            /** @description Load averages: 1m, 5m, 15m */
            load: components["schemas"]["Numbers"];
            jvm: components["schemas"]["Numbers"];
            process: components["schemas"]["Numbers"];
            host: components["schemas"]["Tags"];
        };
        ThresholdsAnswer: {
            /** @constant */
            success: true;
            /** @description After a change */
            message?: string;
            /** @description By metric */
            thresholds: {
                [key: string]: components["schemas"]["Limits"];
            };
        };
        /** @description By severity */
        Limits: {
            low?: number;
            medium?: number;
            high?: number;
            critical?: number;
        };
        ThresholdsBody: {
            [key: string]: components["schemas"]["Limits"] | null;
        };
        ScoreSettingsAnswer: {
            /** @constant */
            success: true;
            score_settings: {
                default: components["schemas"]["ScoreSettings"];
                /** @description Types with settings of their own */
                agent_types: {
                    [key: string]: components["schemas"]["ScoreSettings"];
                };
            };
        };
        ScoreSettings: {
            success_weight: components["schemas"]["Fraction"];
            speed_weight: components["schemas"]["Fraction"];
            resource_weight: components["schemas"]["Fraction"];
            /** @description Mean execution time at which speed scores 0 */
            baseline_seconds: number;
            /** @description Memory at which memory scores 0 */
            baseline_memory_mb: number;
            /** @description CPU at which CPU scores 0 */
            baseline_cpu_percent: number;
        };
        ScoreSettingsBody: {
            [key: string]: null | {
                success_weight?: components["schemas"]["Fraction"];
                speed_weight?: components["schemas"]["Fraction"];
                resource_weight?: components["schemas"]["Fraction"];
                baseline_seconds?: number;
                baseline_memory_mb?: number;
                baseline_cpu_percent?: number;
            };
        };
        OverviewAnswer: {
            /** @constant */
            success: true;
            overview: {
                timestamp: components["schemas"]["Time"];
                time_range_hours: number;
                /** @enum {unknown} */
                verdict: "healthy" | "degraded" | "critical" | "unknown";
                /** @description The verdict for people */
                sentence: string;
                reasons: string[];
                cards: {
                    /** @example cpu */
                    name: string;
                    unit: string;
                    current: number | null;
                    average: number | null;
                    max: number | null;
                    /** @description Mean of the last quarter minus that of the first */
                    change: number | null;
                    /** @description Means over equal parts of the range */
                    sparkline: (number | null)[];
                }[];
                /** @description Active alerts, worst first, at most 20 */
                alerts: components["schemas"]["Alert"][];
                active_alerts: number;
                next_step: components["schemas"]["Recommendation"] | null;
                open_recommendations: number;
            };
        };
        SeriesAnswer: {
            /** @constant */
            success: true;
            metric: string;
            resolution_seconds: number;
            /** @description Start of each bucket */
            t: components["schemas"]["Time"][];
            open_bucket: number | null;
            series: {
                tags: components["schemas"]["Tags"];
                /** @enum {unknown} */
                type: "gauge" | "histogram" | "timer" | "rate";
                unit: string;
                mean: components["schemas"]["NumberColumn"];
                min: components["schemas"]["NumberColumn"];
                max: components["schemas"]["NumberColumn"];
                /** @description Number of values */
                n: number[];
            }[];
            series_total: number;
            series_read: number;
        };
        RunsAnswer: {
            /** @constant */
            success: true;
            runs: components["schemas"]["Run"][];
            /** @description How many runs the question chooses */
            total: number;
            /** @description How many are under way in all */
            running: number;
            next_cursor: string | null;
        };
        RunAnswer: {
            /** @constant */
            success: true;
            run: components["schemas"]["Run"];
        };
        Run: {
            trace_id: string;
            workflow: string;
            service: string;
            /** @enum {unknown} */
            state: "running" | "final";
            /** @enum {unknown} */
            status: "unset" | "ok" | "error";
            started_at: components["schemas"]["Time"];
            duration_ms: number;
            span_count: number;
            agent_spans: number;
            /** @description Leaf calls: a call counts once, whatever wraps it */
            model_calls: number;
            failed_model_calls: number;
            tool_calls: number;
            error_spans: number;
            tokens: components["schemas"]["Tokens"];
            /** @description Known cost of the leaf calls, null if none is known */
            cost_usd: number | null;
            /** @description Whether the cost of every successful call is known */
            cost_complete: boolean;
            agents: string[];
        };
        RunDetailAnswer: {
            /** @constant */
            success: true;
            trace_id: string;
            detail: components["schemas"]["RunDetail"];
        };
        RunDetail: {
            /**
             * @description recovered: something in it failed, but not the whole
             * @enum {unknown}
             */
            outcome: "running" | "succeeded" | "recovered" | "failed";
            agents: {
                agent_id: string;
                spans: number;
                model_calls: number;
                tool_calls: number;
                errors: number;
                tokens: components["schemas"]["Tokens"];
                cost_usd: number | null;
            }[];
            handoffs: {
                from: string;
                to: string;
                /** @enum {unknown} */
                how: "named" | "nested" | "sequence";
                count: number;
                /** @description nested: how long the giver waited for the taker; sequence: the time between them */
                wait_ms: number;
            }[];
            retries: {
                kind: string;
                operation: string;
                agent_id: string | null;
                attempts: number;
                succeeded: boolean;
                started_at: components["schemas"]["Time"];
                /** @description From the start of the first attempt to the start of the last */
                lost_ms: number;
            }[];
            waits: {
                /** @description Waits that the spans themselves tell of */
                count: number;
                ms: number;
                /** @description Waits derived from the gap between sender and taker of a message or from the start of a limiter to what it lets through first */
                derived_count: number;
                derived_ms: number;
            };
            /** @description Calls of models that came back without a whole answer; no failures */
            soft_errors: {
                /** @enum {unknown} */
                reason: "error" | "length" | "content_filter";
                operation: string;
                agent_id: string | null;
                count: number;
            }[];
            /** @description Tokens that spans report for all below them, held against the calls that are there */
            token_check: {
                /** @description Spans that report the sum of their calls within 1 % */
                agreeing: number;
                /** @description Spans that report less */
                less: number;
                /** @description Spans that report more: spans of calls below them are missing */
                missing: number;
                /** @description The first 100 of those */
                missing_child_spans: {
                    span_id: string;
                    operation: string;
                    reported_tokens: number;
                    counted_tokens: number;
                }[];
            };
            /** @description Costs that were reported */
            reported_cost_usd: number | null;
            /** @description Whether every successful model call reported its cost */
            reported_cost_complete: boolean;
            /** @description What the price list gives, also for calls whose cost was reported */
            computed_cost_usd: number | null;
            /** @description Spans whose parent is not there */
            orphan_spans: number;
            /** @description Spans that begin before or end after their parent */
            overrunning_spans: number;
        };
        SpansAnswer: {
            /** @constant */
            success: true;
            trace_id: string;
            started_at: components["schemas"]["Time"];
            spans: components["schemas"]["Span"][];
            /** @description Spans of the run in the window */
            total: number;
            detailed: boolean;
            next_cursor: string | null;
        };
        SpanAnswer: {
            /** @constant */
            success: true;
            trace_id: string;
            span: components["schemas"]["Span"];
        };
        Span: {
            span_id: string;
            parent_span_id: string | null;
            depth: number;
            /** @enum {unknown} */
            kind: "workflow" | "agent" | "task" | "tool" | "model" | "embedding" | "retrieval" | "database" | "http_server" | "http_client" | "messaging" | "frontend" | "internal";
            name: string;
            /** @description What is done with ids stripped */
            operation: string;
            service: string;
            agent_id: string | null;
            agent_type: string | null;
            /** @description From the start of the run */
            start_ms: number;
            duration_ms: number;
            /** @description The part in which no child ran */
            self_ms: number;
            queue_wait_ms: number | null;
            /** @enum {unknown} */
            status: "unset" | "ok" | "error";
            error_class: string | null;
            status_message: string | null;
            model: string | null;
            provider: string | null;
            tokens: components["schemas"]["Tokens"] | null;
            cost_usd: number | null;
            /** @enum {unknown} */
            cost_source: "reported" | "computed" | null;
            /** @description Whether it is on the critical path */
            on_path: boolean;
            attributes: {
                [key: string]: unknown;
            } | null;
            links: {
                trace_id: string;
                span_id: string;
            }[] | null;
            events: {
                name: string;
                at_ms: number;
                attributes: {
                    [key: string]: unknown;
                };
            }[] | null;
        };
        /** @description Data of the event `delta` on the stream */
        Delta: {
            timestamp: components["schemas"]["Time"];
            agents_total: number;
            runs_running: number;
            active_alerts: number;
            open_recommendations: number;
            /** @description Agents that changed, as they are now */
            agents: components["schemas"]["AgentRow"][];
            /** @description Whether these are all that changed */
            agents_complete: boolean;
        };
    };
    responses: {
        /** @description The body is not JSON, or the request is malformed */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No token, or an unknown one */
        Unauthorized: {
            headers: {
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token does not have the scope, or a page of another site asks */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing of that id */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It is in a state in which this cannot be done */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not of type application/json */
        UnsupportedType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A parameter or field cannot be taken; nothing was changed */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unprocessable Content",
                 *       "status": 422,
                 *       "detail": "metrics[3].value: expected a finite number, but got Infinity",
                 *       "instance": "/api/performance/metrics",
                 *       "success": false,
                 *       "errors": [
                 *         {
                 *           "field": "metrics[3].value",
                 *           "expected": "a finite number",
                 *           "got": "Infinity"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description More than is taken of one address in a minute */
        TooManyRequests: {
            headers: {
                /** @description Seconds */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong; the log tells what under the id in `detail` */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too much at once, or the store cannot be used; nothing was kept */
        Overloaded: {
            headers: {
                /** @description Seconds */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
        hours: number;
        /** @description Start of the range. */
        from: components["schemas"]["TimeParameter"];
        /** @description End of the range, now if it is left out. */
        to: components["schemas"]["TimeParameter"];
        /**
         * @description Width of a bucket in seconds, at most 10,000 in the range. It is widened to whole minutes from a minute on, to whole
         *     hours from an hour on, and to what is still kept of that time.
         */
        step: number;
        /** @description About the most buckets; without `step` the narrowest round width is taken that needs no more. */
        max_points: number;
        /** @description The `next_cursor` of the page before. */
        cursor: string;
        /** @description Field to sort by; unknown values come last. */
        call_sort: "total_seconds" | "count" | "errors" | "error_rate" | "mean_ms" | "p50_ms" | "p95_ms" | "p99_ms";
        /** @description Whether the greatest or the smallest comes first. */
        call_order: "asc" | "desc";
        /** @description Only entries whose name contains this text, whatever its case. */
        call_q: string;
        /** @description Most entries in the answer. */
        call_limit: number;
        /** @description Trace id of the run. */
        trace_id: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSummary: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /** @description Most agents in the answer, worst score first. */
                agent_limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "summary": {
                     *         "time_range_hours": 1,
                     *         "timestamp": "2026-01-31T12:00:00.000123Z",
                     *         "system_metrics": {
                     *           "system.cpu.usage": {
                     *             "current": 41.5,
                     *             "average": 38.2,
                     *             "min": 3.1,
                     *             "max": 97,
                     *             "count": 720,
                     *             "p95": null,
                     *             "unit": "%",
                     *             "rate": null
                     *           }
                     *         },
                     *         "agent_performance": {
                     *           "planner-1": {
                     *             "agent_type": "planner",
                     *             "performance_score": 0.87,
                     *             "task_count": 412,
                     *             "success_rate": 0.98,
                     *             "average_execution_time": 2.4,
                     *             "memory_usage": 180,
                     *             "cpu_usage": 12.5,
                     *             "p50_execution_time": 2.1,
                     *             "p95_execution_time": 6.3
                     *           }
                     *         },
                     *         "agents_total": 1,
                     *         "alerts": {
                     *           "active": 0,
                     *           "total": 2
                     *         },
                     *         "recommendations": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SummaryAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getAlerts: {
        parameters: {
            query?: {
                /** @description Only those that are firing or acknowledged. */
                active_only?: boolean;
                /** @description Only those of this severity. */
                severity?: components["schemas"]["Severity"];
                /** @description Only those that changed at this time or after it. */
                since?: components["schemas"]["TimeParameter"];
                /** @description Conditions that hold, but not for long enough yet, as well; their state is pending. */
                pending?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an alert that is firing. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getAlertRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRulesAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    createAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertRule"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRuleAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRuleAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    putAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertRule"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRuleAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    deleteAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    backtestAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BacktestRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BacktestAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getSilences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilencesAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    createSilence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SilenceRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    endSilence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a silence. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilenceAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getRecommendations: {
        parameters: {
            query?: {
                /** @description Only those in this state; without it, those that are open or accepted. */
                state?: "all" | "open" | "accepted" | "dismissed" | "applied" | "measured" | "closed";
                /** @description Only those of this priority. */
                priority?: components["schemas"]["Priority"];
                /** @description Only those about this agent. */
                agent_id?: string;
                /** @description Also those that another open recommendation explains. */
                muted?: boolean;
                /** @description Only those about this workflow. */
                workflow?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    dismissRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a recommendation that is open. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Step"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    acceptRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a recommendation that is open. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Step"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    applyRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a recommendation that is open. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Application"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getNotifications: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: components["schemas"]["DeliveryState"];
                /** @description Only those of this channel. */
                channel?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    testChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name of a channel */
                    channel: string;
                };
            };
        };
        responses: {
            /** @description It was tried */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelTestAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    resendNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a notification that is not pending. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description It waits for its turn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getLedger: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getHistory: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /**
                 * @description Width of a bucket in seconds, at most 10,000 in the range. It is widened to whole minutes from a minute on, to whole
                 *     hours from an hour on, and to what is still kept of that time.
                 */
                step?: components["parameters"]["step"];
                /** @description About the most buckets; without `step` the narrowest round width is taken that needs no more. */
                max_points?: components["parameters"]["max_points"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "data": [
                     *         {
                     *           "timestamp": "2026-01-31T12:00:00Z",
                     *           "cpu_usage": 41.5,
                     *           "memory_usage": 60.1,
                     *           "disk_usage": 38,
                     *           "active_agents": 12,
                     *           "active_workflows": 3,
                     *           "queue_size": 0,
                     *           "cpu_usage_min": 40,
                     *           "cpu_usage_max": 44.2,
                     *           "memory_usage_min": 60,
                     *           "memory_usage_max": 60.2,
                     *           "disk_usage_min": 38,
                     *           "disk_usage_max": 38,
                     *           "active_agents_min": 12,
                     *           "active_agents_max": 12,
                     *           "active_workflows_min": 3,
                     *           "active_workflows_max": 3,
                     *           "queue_size_min": 0,
                     *           "queue_size_max": 0
                     *         }
                     *       ],
                     *       "resolution_seconds": 5
                     *     }
                     */
                    "application/json": components["schemas"]["HistoryAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    recordMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MetricsBody"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    recordAgentPerformance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExecutionsBody"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listAgents: {
        parameters: {
            query?: {
                /** @description Field to sort by; unknown values come last. */
                sort?: "performance_score" | "task_count" | "error_count" | "success_rate" | "average_execution_time" | "p95_execution_time" | "memory_usage" | "cpu_usage" | "last_activity" | "throughput_per_minute" | "cost_usd" | "agent_id";
                /** @description Without it, what needs attention comes first: low scores and success rates, high everything else. */
                order?: "asc" | "desc";
                /** @description Only agents of this type. */
                type?: string;
                /** @description Only agents whose id or type contains this text, whatever its case. */
                q?: string;
                /** @description Most agents in the answer. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Whether to answer column by column. */
                columnar?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentsAnswer"];
                };
            };
            /** @description The list is as it was */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the agent. */
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getAgentHistory: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /**
                 * @description Width of a bucket in seconds, at most 10,000 in the range. It is widened to whole minutes from a minute on, to whole
                 *     hours from an hour on, and to what is still kept of that time.
                 */
                step?: components["parameters"]["step"];
                /** @description About the most buckets; without `step` the narrowest round width is taken that needs no more. */
                max_points?: components["parameters"]["max_points"];
            };
            header?: never;
            path: {
                /** @description Id of the agent. */
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentHistoryAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getAgentUsage: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
            };
            header?: never;
            path: {
                /** @description Id of the agent. */
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentUsageAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listHandoffs: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listAgentTraits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentTraitsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getSystemStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemStatusAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getThresholds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThresholdsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    putThresholds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThresholdsBody"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThresholdsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getScoreSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreSettingsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    putScoreSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScoreSettingsBody"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoreSettingsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getSeries: {
        parameters: {
            query: {
                /** @description Name of the metric. */
                metric: string;
                /** @description Tags a series must have, as name=value; may be repeated. */
                tags?: string[];
                /** @description How series are taken together, bucket by bucket; each leaves them apart. */
                agg?: "each" | "mean" | "sum" | "min" | "max";
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /**
                 * @description Width of a bucket in seconds, at most 10,000 in the range. It is widened to whole minutes from a minute on, to whole
                 *     hours from an hour on, and to what is still kept of that time.
                 */
                step?: components["parameters"]["step"];
                /** @description About the most buckets; without `step` the narrowest round width is taken that needs no more. */
                max_points?: components["parameters"]["max_points"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Only runs of this workflow. */
                workflow?: string;
                /** @description Only runs that this agent took part in. */
                agent_id?: string;
                /** @description Only runs that ended like this. */
                status?: "unset" | "ok" | "error";
                /** @description Only runs under way, or only finished ones. */
                state?: "running" | "final";
                /** @description Only runs that took at least so many milliseconds. */
                min_ms?: number;
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /** @description Order. */
                sort?: "newest" | "oldest" | "slowest" | "dearest";
                /** @description Most runs in the answer. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Trace id of the run. */
                trace_id: components["parameters"]["trace_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getRunDetail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Trace id of the run. */
                trace_id: components["parameters"]["trace_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetailAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getRunSpans: {
        parameters: {
            query?: {
                /** @description Only spans that touch this part of the run, two offsets from its start in ms. */
                window?: string;
                /** @description Whether attributes, links and events are wanted. */
                detailed?: boolean;
                /** @description Most spans in the answer. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                /** @description Trace id of the run. */
                trace_id: components["parameters"]["trace_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpansAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getRunSpan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Trace id of the run. */
                trace_id: components["parameters"]["trace_id"];
                /** @description Id of the span, 16 hexadecimal digits. */
                span_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpanAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listDatabaseQueries: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /** @description Field to sort by; unknown values come last. */
                sort?: components["parameters"]["call_sort"];
                /** @description Whether the greatest or the smallest comes first. */
                order?: components["parameters"]["call_order"];
                /** @description Only entries whose name contains this text, whatever its case. */
                q?: components["parameters"]["call_q"];
                /** @description Most entries in the answer. */
                limit?: components["parameters"]["call_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatabaseQueriesAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listEndpoints: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /** @description Field to sort by; unknown values come last. */
                sort?: components["parameters"]["call_sort"];
                /** @description Whether the greatest or the smallest comes first. */
                order?: components["parameters"]["call_order"];
                /** @description Only entries whose name contains this text, whatever its case. */
                q?: components["parameters"]["call_q"];
                /** @description Most entries in the answer. */
                limit?: components["parameters"]["call_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listExternalCalls: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /** @description Field to sort by; unknown values come last. */
                sort?: components["parameters"]["call_sort"];
                /** @description Whether the greatest or the smallest comes first. */
                order?: components["parameters"]["call_order"];
                /** @description Only entries whose name contains this text, whatever its case. */
                q?: components["parameters"]["call_q"];
                /** @description Most entries in the answer. */
                limit?: components["parameters"]["call_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExternalAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    listPages: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /** @description Field to sort by; unknown values come last. */
                sort?: "views" | "lcp" | "inp" | "cls" | "fcp" | "ttfb";
                /** @description Whether the greatest or the smallest comes first. */
                order?: components["parameters"]["call_order"];
                /** @description Only entries whose name contains this text, whatever its case. */
                q?: components["parameters"]["call_q"];
                /** @description Most entries in the answer. */
                limit?: components["parameters"]["call_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagesAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    sendBeacon: {
        parameters: {
            query?: {
                /** @description Public key of the site. */
                key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Beacon"];
                "text/plain": string;
            };
        };
        responses: {
            /** @description Stored */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getBeaconScript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            /** @description The script is as it was */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Internal"];
        };
    };
    listWorkflows: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
                /** @description Field to sort by; unknown values come last. */
                sort?: "runs" | "running" | "errors" | "error_rate" | "p50_ms" | "p95_ms" | "p99_ms" | "cost_usd";
                /** @description Whether the greatest or the smallest comes first. */
                order?: components["parameters"]["call_order"];
                /** @description Only entries whose name contains this text, whatever its case. */
                q?: components["parameters"]["call_q"];
                /** @description Most entries in the answer. */
                limit?: components["parameters"]["call_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowsAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getWorkflow: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
            };
            header?: never;
            path: {
                /** @description Name of the workflow. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getBottlenecks: {
        parameters: {
            query?: {
                /** @description A range that ends now, in hours; 1 where a range is needed and none is given. */
                hours?: components["parameters"]["hours"];
                /** @description Start of the range. */
                from?: components["parameters"]["from"];
                /** @description End of the range, now if it is left out. */
                to?: components["parameters"]["to"];
            };
            header?: never;
            path: {
                /** @description Name of the workflow. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BottlenecksAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    askWhatIf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhatIfQuestion"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIfAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getScaling: {
        parameters: {
            query?: {
                /** @description Only this pool. */
                pool?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScalingAnswer"] | components["schemas"]["PoolAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getCriticalPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Trace id of the run. */
                trace_id: components["parameters"]["trace_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriticalPathAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    stream: {
        parameters: {
            query?: {
                /** @description Topics to listen to, separated by commas; without it all. */
                topics?: ("snapshot" | "alert" | "recommendation" | "delta")[];
            };
            header?: {
                /** @description Id of the last event that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusAnswer"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusAnswer"];
                };
            };
            503: components["responses"]["Overloaded"];
        };
    };
    getOwnMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "application/openmetrics-text": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Overloaded"];
        };
    };
}
