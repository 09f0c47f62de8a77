import Registry

/// Every text of the console. Templates name them as `t.signIn`; the tables beside give each in both languages.
enum Phrase: String, Sendable, CaseIterable {
    // MARK: Frame
    case marsad, situation, search, feeds, administration, audit, help, profile, signIn, signOut
    case skipToContent, mainMenu, searchHint, lookUp, copy, copied, copyDefanged, downloadTable
    case choiceFault, memberFault, addressFault, checkFields, chooseOne, showMore, required, optional, yes,
        no, none, pause, resume, updatedAt
    case connectionLost, timesIn, partsOfArea, onThisPage, toSituation, noticeSaved, noticeAdded
    case noticeRevoked, noticeSignedOut, noticeWelcome, notFoundTitle, notFoundText, forbiddenTitle
    case forbiddenText, problemTitle, tooManyText, tooLargeText, busyText, invalidText, failedText
    case requestNumber, listComma, liveNews, liveSighted, liveChanged, liveMany, liveClose, sessionTitle
    case sessionEnding, sessionOver, sessionExtend, demonstration, demonstrationText
    // MARK: Session
    case userName, password, oneTimeCode, oneTimeCodeHint, wrongSignIn, setUp, setUpIntroduction, setUpOver
    case createAccount, displayName, passwordHint, passwordTooLong, currentPassword, newPassword
    case changePassword, wrongPassword, readingTitle, language, digits, westernDigits, arabicDigits
    case digitsHint, showHijri, theme, themeSystem, themeLight, themeDark, timeZone, save, codeIsOn
    case codeIsOff, turnCodeOn, turnCodeOff, codeKeyIntroduction, codeKeyNote, secretIsKept
    // MARK: Registry
    case address, addresses, report, reports, source, member, members, sighting, sensor, kind, level, score
    case category, confidence, reliability, label, permittedUse, useInform, useBlock, firstSeen, lastSeen
    case listedSince, expiry, reference, comment, state, time, event, detail, revision, timeline, within
    case registered, lineage, constituency, owner, number, name, created, insideHost, seenAs, times
    case firstSighting, lastSighting, levelNone, levelLow, levelMedium, levelHigh, levelCritical, kindIP
    case kindNetwork, kindASN, kindDomain, kindURL, labelClear, labelGreen, labelAmber, labelAmberStrict
    case labelRed, stateActive, stateExpired, stateDelisted, statePending, stateRetracted, stateRejected
    // MARK: Category
    case categoryUndetermined, categorySpam, categoryHarmfulSpeech, categoryViolence, categoryInfectedSystem
    case categoryCommandAndControl, categoryMalwareDistribution, categoryMalwareConfiguration
    case categoryScanning, categorySniffing, categorySocialEngineering, categoryExploitation
    case categoryLoginAttempt, categoryNewAttack, categorySystemCompromise, categoryAccountCompromise
    case categoryDenialOfService, categoryDataLeak, categoryPhishing, categoryFraud, categoryCopyright
    case categoryVulnerable, categoryAnonymizer, categoryOther
    // MARK: Event
    case eventReported, eventConfirmed, eventReappeared, eventUpdated, eventDelisted, eventExpired
    case eventSighted, eventSubmitted, eventApproved, eventRejected, eventRetracted, eventDisputed
    case eventUndisputed, eventOverridden, eventOverrideEnded, eventLevelChanged, levelRose, levelFell
    case levelTo
    // MARK: Situation
    case needsYou, nothingNeeded, awake, listedNow, freshSources, awakeSensors, latestChanges, noChanges
    case latestSightings, busiestHosts, noHosts, sightingsByHour, sightingsOfMembers, noSensors, noSightings
    case silentSensors, sensorsSilent, sourceLate, needMembers, needSources, needSensors
    // MARK: Search
    case nothingFound, understood, contained, containing, noAddressesInText, notAnAddress, unknownAddress
    case searchIntroduction, openRecord, searchText
    // MARK: Register
    case register, approvals, registerIntroduction, registerAddresses, preview, submitReports, previewTitle
    case nothingToRegister, knownAlready, warnings, ownNetwork, wideNetwork, sharedPlatform, previewWaits
    case previewActive, tooManyAddresses, registerMember, firstSeenHint, timeFault
    case namedMembers, noticeSubmitted, noticeWaiting, noticeDecided, waitingForMe, waitingMine
    case nothingWaits, nothingOfMine, approve, reject, madeBy, submittedAt, ownProposal, goneProposal
    case needApprovals, decideTitle, rejectReason, levelNow, judge, retract, retractNote, dispute
    case disputeNote, withdrawDispute, override, overrideNote, endOverride, untilDays, judgementFault
    case decisionsTitle, until, noDecisions, decision, notPossible
    // MARK: Address
    case whyThisScore, evidence, ageDays, halfLifeDays, adds, counted, notCounted, noTerms, overrideTerm
    case lentBy, weakerSources, omittedTerms, metBy, metByNobody, mySightings, notMetByMe, noReports
    case noTimeline, verdictSources, verdictNoSources, verdictSeen, verdictOthers, nextCrossing, answeredBy
    case systemRegistered, systemIsRegistered
    case measuredChance
    case country, networkSystem, registeredDomain, publicSuffix, reservedFor
    case theSum, independent, mixedScripts, looksLike, wholeRecord
    // MARK: Feeds
    case noFeeds, allFeeds, lastSuccess, lastFetch, firstSuccess, linesRead, accepted, rejected, usualStay
    case rejectReasons, noRejects, reason, feedNever, feedFailing, feedLate, feedFresh, feedByHand
    // MARK: Worth
    case worthLearnt, worthNotYet, usualStayUsed, stayNeverRemoves, stayDefault, stayFound
    case stayMeasured, stayNever, stayStopped, stayUnknown, stayRolls, flapping, flappingYes, flappingNo
    case lineageTable, lineageNote, noRelatives, oneLineage, maybeOneLineage, apartLineage, followsShare
    case followedShare, comparedListings, basis, basisDeclared, basisFound, basisRuled, reliabilityTable
    case reliabilityNote, noReliability, confirmableListings, confirmedListings, confirmationChance
    case learntReliability, usedReliability, comparisonTable, comparisonNote, noComparison, noSharers
    case aloneHere, sharedAddresses, sharedShare, otherListed, lateness, latenessUnknown, latenessSame
    case latenessLater, latenessEarlier
    // MARK: Administration
    case users, user, tokens, code, codeHint, codeFault, englishName, arabicName, constituencyHint
    case constituencyFault, noConstituency, noMembers, addMember, edit, noMember, memberNeeded, nameFault
    case userNameFault, taken, cannotKeep, role, roleReader, roleAnalyst, roleApprover, roleAdministrator
    case roleAuditor, roleConsumer, roleSensor, lastSignIn, noUsers, addUser, passwordKeptHint, disabled
    case locked, canSignIn, takeCodeAway, ownAccount, scopes, scopeRead, scopeSubmit, scopeConsume
    case scopeSense, scopeAdminister, scopeNeeded, lastUsed, actions, revoke, revoked, expired, valid
    case noTokens, addToken, tokenNameHint, days, tokenFault, tokenIntroduction, tokenNote
    // MARK: Audit
    case records, noRecords, chainWhole, chainBroken, who, act, object, actSetUp, actMemberAdded
    case actMemberUpdated, actUserAdded, actUserUpdated, actPasswordSet, actCodeSet, actSignedIn
    case actSignInFailed, actSignedOut, actTokenAdded, actTokenRevoked, actReportsSubmitted
    case actReportApproved, actReportRejected, actReportRetracted, actDisputed, actDisputeWithdrawn
    case actOverridden, actOverrideEnded
    case actUserLinked, singleSignOn, ssoState, ssoRefused, ssoUnlinked, ssoCode, ssoSubject, ssoSubjectHint
    case ssoTaken
    case actAllowEntryProposed, actAllowRemovalProposed, actAllowProposalRejected
    case actAllowEntryAdded, actAllowEntryRemoved, actAllowlistImported, actAllowlistRemoved
    case actListAdded, actListUpdated, actListRemoved, actListHeld, actListReleased, actListRolledBack
    case actAppealTaken, actAppealAnswered
    case actZoneFeedAdded, actZoneFeedRemoved, actZoneResolverSet, actZoneResolverRemoved
    case actSourceOverruled, actLineageRuled, actLineageRulingWithdrawn
    // MARK: Allowlists
    case allowlists, allowlist, allowEntries, allowLists, allowHeld, allowTest, allowTestHint
    case allowVerdict, allowReasons, allowNothing, allowNoEntries, allowNoHeld, allowHeldNote, allowAdd
    case allowAddNote, allowAddress, allowKind, allowReach, allowFor, allowForEveryone, allowForMine
    case allowDays, allowEnd, allowEnded, allowInForce, allowOrigin, allowBuiltIn, allowImported
    case allowByPeople, allowAddedBy, allowAddedAt, allowRelation, allowRule, allowList, allowInner
    case allowWaiting, allowWaitingForMe, allowWaitingMine, allowNothingWaits, allowWaitsNote, allowAct
    case allowActAdd, allowActRemove, allowAskedBy, allowApprovedBy, ownEntry, goneEntry
    case noticeEntryWaiting
    case allowKnownAs, allowKeepsOff, allowWaits, allowNotAnswering, allowNoMember, allowFault
    case outcomeFree, outcomeInform, outcomeAsk, outcomeNever, entryNever, entryInform, entryAsk
    case entryLabel, entryReleased, reachUsual, reachExact, reachRegistrable, reachBelow, reachEverything
    case relationSame, relationInside, relationMatched, relationAround, relationServed, knownReserved
    case knownDocumentation, knownPublicSuffix, knownTooWide, knownResolver, knownInfrastructure
    case knownNational, knownConstituency, knownPopular, knownPlatform, knownScanner, knownOpenResolver
    case knownDelivery, knownCloud, knownEgress, knownSinkhole, knownParking, knownCrawler, knownMail
    case knownRevocation, knownVendor, knownOrganisation, knownAnalysis
    // MARK: Watch
    case watch, watchChanged, watchNoChanges, watchFirstLook, watchAll, watchNothing, watchTarget
    case watchInside, watchAround, watchHighest, watchRelation, watchConcerns, watchIsInside
    case watchIsAround, watchEnd, watchSeen, watchSeenTitle, watchAddAsset, watchAssetNote, watchAddSearch
    case watchLevel, watchAny, watchFault, watchMember, actWatchRuleAdded, actWatchRuleRemoved
    // MARK: Lists
    case lists, publishedList, allPublished, listsNote, listsNone, listSerial, listSerials, listEntries
    case listPublishedAt, listWaiting, listWithheld, listWithheldTitle, listStops, listSince, listSeenBy
    case listPurpose, listFromLevel, listFromScore, listUpToLabel, listMaximumAge, listAudience
    case audienceEveryone, audienceCommunity, audienceStaff, listFormats, listMaximumEntries, listBounds
    case listInterval, listStateServing, listStateWaiting, listStateNotYet, listStateGuarded
    case listStatePerson, listStateRolledBack, listServingNote, listIntervalNote, listNotYetNote
    case listGuardNote, listPersonNote, listRolledBackNote, listUnblockable, listShortUnblockable,
        listShortLoss
    case listShortGain, listLoss, listGain
    case listNoWaiting, listNoWithheld, listDifference, listCompared, listNoDifference, listFirstSerial
    case listNoSerials, listChange, listAdded, listRemoved, listChanged, listEnds, listReference
    case serialChanged, serialEnded, serialReleased, serialRolledBack, listConsumers, listNoConsumers
    case listApplied, listAppliedAt, listGiven, listBehind, listHeardAt, consumerApplied, consumerGiven
    case consumerBehind, consumerSilent, listHold, listHoldNote, listRelease, listReleaseNote
    case listRollBack, listReasonFault, listMoved, listNothingHeld, listSerialGone, noticeListDecided
    case listPreviewTitle, listPreviewNote, listPreviewCounts, listWouldWait, listWouldPass, needLists
    case upToDateConsumers, onLists, onListsCount, onListServed, onListComes, onListGoes, onListChanges
    case onListWithheld, onListNot, onListEntry, onListWhyKind, onListWhyUnknown, onListWhyLevel
    case onListWhyCategory, onListWhyReports, onListNone
    // MARK: Why
    case why, whyBlocked, whyInformed, whyBy, whyByAll, whyAppeal, whyUnknown, whyUnknownAppeal
    // MARK: Appeals
    case appeals, appeal, allAppeals, appealsNote, appealsOpen, appealsNone, appealsAnswered
    case appealsNoneAnswered, appealDue, appealCame, appealOwner, appealAnybody, appealWaits
    case appealOverdue, appealAccepted, appealUpheld, appealDueBy, appealOverdueSince, appealWasAccepted
    case appealWasUpheld, appealAccept, appealAcceptNote, appealUphold, appealUpholdNote, appealAct
    case appealActDispute, appealActRetract, appealActAllow, appealActNothing, appealActFault
    case appealReasonFault, noticeAnswered, needAppeals, needAppealsOverdue, appealMake, appealContact
    case appealText, appealMakeNote, appealContactFault, appealTextFault, noticeAppealed
    // MARK: Hunts
    case hunts, huntQuestion, huntHint, huntStart, huntNothingYet, huntMet, huntNotMet, huntHosts
    case huntFurther
    // MARK: Help
    case keysTitle, keysNote, keysOff, keysOn, keySearch, keyHelp, keyCopy, levelsTitle, labelsTitle
    case labelsNote, wordsTitle, reportMeaning, sourceMeaning, sightingMeaning, scoreMeaning, lineageMeaning
    case constituencyMeaning, revisionMeaning

    /// A text in both languages.
    struct Texts: Sendable {
        let english: String
        let arabic: String

        init(_ english: String, _ arabic: String) {
            self.english = english
            self.arabic = arabic
        }
    }

    /// The tables together.
    static let all: [Phrase: Texts] = [
        frameTexts, sessionTexts, registryTexts, categoryTexts, eventTexts, situationTexts, searchTexts,
        registerTexts, addressTexts, feedsTexts, worthTexts, administrationTexts, auditTexts, helpTexts,
        allowlistTexts,
        entryLabelTexts, watchTexts, huntTexts, listTexts, whyTexts,
        appealTexts,
    ]
    .reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    /// The text in a language.
    func text(in language: Preferences.Language) -> String {
        guard let texts = Self.all[self] else { return rawValue }
        return language == .arabic ? texts.arabic : texts.english
    }

    /// All texts of a language by name, for templates.
    static func texts(in language: Preferences.Language) -> [String: String] {
        language == .arabic ? arabic : english
    }

    private static let arabic = texts(\.arabic)
    private static let english = texts(\.english)

    private static func texts(_ part: KeyPath<Texts, String>) -> [String: String] {
        Dictionary(uniqueKeysWithValues: all.map { ($0.key.rawValue, $0.value[keyPath: part]) })
    }
}
