BEGIN TRANSACTION;
CREATE TABLE advice (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	text TEXT NOT NULL, 
	given DATE NOT NULL, 
	acted_on DATE, 
	result TEXT NOT NULL, 
	reported DATE, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT advice_pk PRIMARY KEY (id), 
	CONSTRAINT advice_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE affiliation (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	institution TEXT NOT NULL, 
	department TEXT, 
	role TEXT NOT NULL, 
	is_main BOOLEAN NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT affiliation_pk PRIMARY KEY (id), 
	CONSTRAINT affiliation_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT affiliation_institution_fk FOREIGN KEY(institution) REFERENCES institution (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT affiliation_department_fk FOREIGN KEY(department) REFERENCES department (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "affiliation" VALUES('01a20907-40c0-7008-a845-4d7615bcffe3','01a20907-40c0-7006-a00b-95d45fe64f34','01a20907-40c0-7007-8857-09c6447695dc',NULL,'program director',1,1795447800000,1795447800000);
CREATE TABLE applicant (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	audience TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	status TEXT, 
	flags TEXT NOT NULL, 
	specialties TEXT NOT NULL, 
	sub_interests TEXT NOT NULL, 
	school TEXT NOT NULL, 
	school_country TEXT NOT NULL, 
	degree TEXT NOT NULL, 
	graduation_year INTEGER, 
	stage TEXT, 
	location TEXT NOT NULL, 
	match_year INTEGER, 
	exams TEXT NOT NULL, 
	strengths TEXT NOT NULL, 
	why_specialty TEXT NOT NULL, 
	experiences TEXT NOT NULL, 
	why_abroad TEXT NOT NULL, 
	mentor_values TEXT NOT NULL, 
	languages TEXT NOT NULL, 
	offers_translation BOOLEAN, 
	research_skills TEXT NOT NULL, 
	hours_per_week INTEGER, 
	works_remotely BOOLEAN, 
	ties TEXT NOT NULL, 
	needs_visa BOOLEAN, 
	email TEXT DEFAULT '' NOT NULL, 
	phone TEXT DEFAULT '' NOT NULL, 
	profile_url TEXT DEFAULT '' NOT NULL, 
	visa TEXT, 
	publications INTEGER, 
	us_months INTEGER, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT applicant_pk PRIMARY KEY (id), 
	CONSTRAINT applicant_status_ck CHECK (status IN ('us-citizen-img', 'non-us-img', 'us-md')), 
	CONSTRAINT applicant_stage_ck CHECK (stage IN ('student', 'final-year', 'recent-graduate', 'research-year', 'resident')), 
	CONSTRAINT applicant_visa_ck CHECK (visa IN ('j-1', 'h-1b'))
);
INSERT INTO "applicant" VALUES('01a20907-40c0-7004-9536-b30bba398779','Tomás Núñez','us-img-general-surgery','America/Chicago','us-citizen-img','[]','["General surgery"]','[]','Universidad San Telmo','Mexico','',NULL,NULL,'',2028,'[]','[]','','','','[]','[]',NULL,'[]',NULL,NULL,'[{"place":"Ohio","reason":"my family lives there"},{"place":"Iowa","reason":"I went to college there"}]',0,'','','',NULL,NULL,NULL,1795447800000,1795447800000);
CREATE TABLE ask (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	rung TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	answer TEXT NOT NULL, 
	text TEXT NOT NULL, 
	needed_by DATE, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT ask_pk PRIMARY KEY (id), 
	CONSTRAINT ask_rung_ck CHECK (rung IN ('advice', 'meeting', 'task', 'letter', 'rotation', 'advocacy')), 
	CONSTRAINT ask_answer_ck CHECK (answer IN ('pending', 'granted', 'declined', 'hesitated')), 
	CONSTRAINT ask_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE audience_file (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	text TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT audience_file_pk PRIMARY KEY (id)
);
CREATE TABLE change (
	entry INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	of_table TEXT NOT NULL, 
	row_id TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	CONSTRAINT change_pk PRIMARY KEY (entry, seq), 
	CONSTRAINT change_entry_fk FOREIGN KEY(entry) REFERENCES entry (number) ON DELETE RESTRICT
);
INSERT INTO "change" VALUES(1,0,'applicant','01a20907-40c0-7004-9536-b30bba398779',NULL,'{"id":"01a20907-40c0-7004-9536-b30bba398779","name":"Tomás Núñez","audience":"us-img-general-surgery","zone":"America/Chicago","status":"us-citizen-img","specialties":["General surgery"],"school":"Universidad San Telmo","school_country":"Mexico","match_year":2028,"ties":[{"place":"Ohio","reason":"my family lives there"},{"place":"Iowa","reason":"I went to college there"}],"needs_visa":false,"created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(2,0,'person','01a20907-40c0-7006-a00b-95d45fe64f34',NULL,'{"id":"01a20907-40c0-7006-a00b-95d45fe64f34","name":"Helen Marsh","given":"Helen","family":"Marsh","role":"program director","groups":["mentor"],"relationship":"unknown","standing":"active","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(2,1,'institution','01a20907-40c0-7007-8857-09c6447695dc',NULL,'{"id":"01a20907-40c0-7007-8857-09c6447695dc","name":"Harbor Medical Center","kind":"unknown","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(2,2,'affiliation','01a20907-40c0-7008-a845-4d7615bcffe3',NULL,'{"id":"01a20907-40c0-7008-a845-4d7615bcffe3","person":"01a20907-40c0-7006-a00b-95d45fe64f34","institution":"01a20907-40c0-7007-8857-09c6447695dc","role":"program director","is_main":true,"created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(3,0,'program_fact','01a20907-40c0-700a-a0d7-63e6698a3a5a',NULL,'{"id":"01a20907-40c0-700a-a0d7-63e6698a3a5a","unit":"1001120","kind":"img-share","value":"40","on":"2026-11-23","source":"their website","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(4,0,'program_tie','01a20907-40c0-700c-87dd-56253b2e60b3',NULL,'{"id":"01a20907-40c0-700c-87dd-56253b2e60b3","unit":"1001120","kind":"rotation","person":"01a20907-40c0-7006-a00b-95d45fe64f34","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(5,0,'listed_program','01a20907-40c0-700e-a236-911c45f9f5f5',NULL,'{"id":"01a20907-40c0-700e-a236-911c45f9f5f5","unit":"1001120","reasons":"My rotation was there","on":"2026-11-23","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(6,0,'program_note','01a20907-40c0-7010-8946-ad9443d95383',NULL,'{"id":"01a20907-40c0-7010-8946-ad9443d95383","program":"Family Medicine, Kaiser Permanente-Woodland Hills-CA (Woodland Hills, CA)","topic":"call","text":"Every fifth night","on":"2026-11-23","source":"a resident","unit":"1001120","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
INSERT INTO "change" VALUES(7,0,'program_outcome','01a20907-40c0-7012-b40d-538da2dcf9ed',NULL,'{"id":"01a20907-40c0-7012-b40d-538da2dcf9ed","unit":"1001120","season":2028,"applied_on":"2026-09-30","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
CREATE TABLE department (
	id TEXT NOT NULL, 
	institution TEXT NOT NULL, 
	name TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT department_pk PRIMARY KEY (id), 
	CONSTRAINT department_institution_fk FOREIGN KEY(institution) REFERENCES institution (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE document (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	label TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	pages INTEGER, 
	note TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT document_pk PRIMARY KEY (id), 
	CONSTRAINT document_kind_ck CHECK (kind IN ('cv-short', 'cv-full', 'personal-statement', 'bio', 'headshot', 'other'))
);
CREATE TABLE entry (
	id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	says TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	schema INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	undoes TEXT, 
	undone_by TEXT, 
	sealed TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT entry_pk PRIMARY KEY (id), 
	CONSTRAINT entry_undoes_fk FOREIGN KEY(undoes) REFERENCES entry (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT entry_undone_by_fk FOREIGN KEY(undone_by) REFERENCES entry (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "entry" VALUES('01a20907-40c0-7005-a5e5-a7702956a74a',1,'applicant.set-up','Set up Tomás Núñez',1795447800000,4,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7009-93ec-110a74aa704b',2,'person.add','Added Helen Marsh',1795447800000,4,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-700b-9cd5-4d6ccbd40d0e',3,'program-fact.record','Noted IMG share 40% for Family Medicine, Kaiser Permanente-Woodland Hills-CA (Woodland Hills, CA)',1795447800000,4,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-700d-82a3-b38689ca1108',4,'program-tie.record','Noted a rotation there through Helen Marsh: Family Medicine, Kaiser Permanente-Woodland Hills-CA (Woodland Hills, CA)',1795447800000,4,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-700f-92e1-b3d0868c755c',5,'program.list','Listed Family Medicine, Kaiser Permanente-Woodland Hills-CA (Woodland Hills, CA)',1795447800000,4,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7011-9821-251fd3bfa9d0',6,'program-note.add','Noted something about Family Medicine, Kaiser Permanente-Woodland Hills-CA (Woodland Hills, CA)',1795447800000,4,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7013-b75d-e7e4758bfb1f',7,'program-outcome.record','Noted for 2028: applied at Family Medicine, Kaiser Permanente-Woodland Hills-CA (Woodland Hills, CA)',1795447800000,4,1,NULL,NULL,'');
CREATE TABLE family_name (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT family_name_pk PRIMARY KEY (id)
);
CREATE TABLE give (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	text TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT give_pk PRIMARY KEY (id), 
	CONSTRAINT give_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE goal (
	id TEXT NOT NULL, 
	horizon TEXT NOT NULL, 
	text TEXT NOT NULL, 
	made_on DATE NOT NULL, 
	measure TEXT, 
	target INTEGER, 
	counted INTEGER, 
	"by" DATE, 
	state TEXT NOT NULL, 
	closed_on DATE, 
	note TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT goal_pk PRIMARY KEY (id), 
	CONSTRAINT goal_horizon_ck CHECK (horizon IN ('early', 'short', 'medium')), 
	CONSTRAINT goal_measure_ck CHECK (measure IN ('mentors', 'long-mentors', 'references', 'known-at', 'rotations', 'research', 'presentations', 'conferences', 'letters')), 
	CONSTRAINT goal_state_ck CHECK (state IN ('open', 'reached', 'dropped'))
);
CREATE TABLE goal_review (
	id TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	text TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT goal_review_pk PRIMARY KEY (id)
);
CREATE TABLE held_row (
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	candidates TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT held_row_pk PRIMARY KEY (id)
);
CREATE TABLE institution (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	city TEXT NOT NULL, 
	state TEXT NOT NULL, 
	country TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT institution_pk PRIMARY KEY (id), 
	CONSTRAINT institution_kind_ck CHECK (kind IN ('university', 'community', 'military', 'school', 'society', 'other', 'unknown'))
);
INSERT INTO "institution" VALUES('01a20907-40c0-7007-8857-09c6447695dc','Harbor Medical Center','unknown','','','','',1795447800000,1795447800000);
CREATE TABLE interaction (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	zone TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	is_timed BOOLEAN NOT NULL, 
	channel TEXT, 
	topics TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	learned TEXT NOT NULL, 
	next_step TEXT NOT NULL, 
	event TEXT NOT NULL, 
	occasion TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT interaction_pk PRIMARY KEY (id), 
	CONSTRAINT interaction_kind_ck CHECK (kind IN ('met', 'mailed', 'called', 'replied', 'helped-me', 'helped-them', 'rotation-ended', 'note', 'imported')), 
	CONSTRAINT interaction_channel_ck CHECK (channel IN ('in-person', 'video', 'phone', 'e-mail', 'linkedin', 'poster', 'chat')), 
	CONSTRAINT interaction_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE listed_program (
	id TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	reasons TEXT NOT NULL, 
	"on" DATE, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT listed_program_pk PRIMARY KEY (id)
);
INSERT INTO "listed_program" VALUES('01a20907-40c0-700e-a236-911c45f9f5f5','1001120','My rotation was there','2026-11-23',1795447800000,1795447800000);
CREATE TABLE message (
	id TEXT NOT NULL, 
	medium TEXT NOT NULL, 
	text TEXT NOT NULL, 
	person TEXT, 
	template TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	address TEXT NOT NULL, 
	asks TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	filled TEXT NOT NULL, 
	cv TEXT, 
	answers TEXT, 
	step TEXT NOT NULL, 
	state TEXT NOT NULL, 
	way TEXT, 
	made_at BIGINT NOT NULL, 
	edited_at BIGINT NOT NULL, 
	sent_at BIGINT, 
	settled_at BIGINT, 
	interaction TEXT, 
	note TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT message_pk PRIMARY KEY (id), 
	CONSTRAINT message_medium_ck CHECK (medium IN ('mail', 'note', 'spoken', 'post', 'profile', 'paper')), 
	CONSTRAINT message_asks_ck CHECK (asks IN ('advice', 'meeting', 'task', 'letter', 'rotation', 'advocacy', 'inform', 'none')), 
	CONSTRAINT message_state_ck CHECK (state IN ('draft', 'ready', 'sent', 'replied', 'closed', 'bounced')), 
	CONSTRAINT message_way_ck CHECK (way IN ('copied', 'mailto', 'eml', 'elsewhere')), 
	CONSTRAINT message_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT message_cv_fk FOREIGN KEY(cv) REFERENCES document (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE milestone (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT milestone_pk PRIMARY KEY (id), 
	CONSTRAINT milestone_kind_ck CHECK (kind IN ('exam', 'research', 'publication', 'presentation', 'rotation', 'interview', 'match'))
);
CREATE TABLE not_same (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	other TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT not_same_pk PRIMARY KEY (id), 
	CONSTRAINT not_same_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT not_same_other_fk FOREIGN KEY(other) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE override (
	id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	instead_of TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT override_pk PRIMARY KEY (id)
);
CREATE TABLE person (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	given TEXT NOT NULL, 
	family TEXT NOT NULL, 
	credentials TEXT NOT NULL, 
	role TEXT NOT NULL, 
	specialty TEXT NOT NULL, 
	subspecialty TEXT NOT NULL, 
	emails TEXT NOT NULL, 
	phones TEXT NOT NULL, 
	profile_url TEXT NOT NULL, 
	city TEXT NOT NULL, 
	state TEXT NOT NULL, 
	country TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	zone_source TEXT DEFAULT '' NOT NULL, 
	how_met TEXT NOT NULL, 
	introduced_by TEXT, 
	groups TEXT NOT NULL, 
	mentor_roles TEXT DEFAULT '[]' NOT NULL, 
	mentor_merits TEXT DEFAULT '[]' NOT NULL, 
	peer_kind TEXT, 
	peer_gifts TEXT DEFAULT '[]' NOT NULL, 
	relationship TEXT NOT NULL, 
	is_img BOOLEAN, 
	worked_with_imgs BOOLEAN, 
	is_alumnus BOOLEAN, 
	offices TEXT NOT NULL, 
	level TEXT, 
	knows_story BOOLEAN, 
	reach TEXT NOT NULL, 
	topics TEXT NOT NULL, 
	may_follow_up BOOLEAN, 
	may_follow_up_on DATE, 
	next_follow_up DATE, 
	next_follow_up_why TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	standing TEXT NOT NULL, 
	standing_since BIGINT, 
	search TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT person_pk PRIMARY KEY (id), 
	CONSTRAINT person_peer_kind_ck CHECK (peer_kind IN ('us-student', 'img-applicant', 'junior-resident', 'matched-classmate')), 
	CONSTRAINT person_relationship_ck CHECK (relationship IN ('unknown', 'knows-me', 'trusts-me', 'advocates')), 
	CONSTRAINT person_level_ck CHECK (level IN ('local', 'regional', 'national')), 
	CONSTRAINT person_standing_ck CHECK (standing IN ('active', 'archived', 'trashed')), 
	CONSTRAINT person_introduced_by_fk FOREIGN KEY(introduced_by) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "person" VALUES('01a20907-40c0-7006-a00b-95d45fe64f34','Helen Marsh','Helen','Marsh','','program director','','','[]','[]','','','','','','','',NULL,'["mentor"]','[]','[]',NULL,'[]','unknown',NULL,NULL,NULL,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'helen marsh
program director harbor medical center',1795447800000,1795447800000);
CREATE TABLE pitch (
	id TEXT NOT NULL, 
	use TEXT NOT NULL, 
	text TEXT NOT NULL, 
	base_text TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT pitch_pk PRIMARY KEY (id), 
	CONSTRAINT pitch_use_ck CHECK (use IN ('base', 'mail', 'conference', 'new-faculty', 'alumni', 'linkedin', 'open-house'))
);
CREATE TABLE practice (
	id TEXT NOT NULL, 
	exercise TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	seconds INTEGER, 
	note TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT practice_pk PRIMARY KEY (id)
);
CREATE TABLE program_alias (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	code TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT program_alias_pk PRIMARY KEY (id)
);
CREATE TABLE program_counts (
	id TEXT NOT NULL, 
	report TEXT NOT NULL, 
	years TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	in_odds BOOLEAN NOT NULL, 
	rows TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT program_counts_pk PRIMARY KEY (id)
);
CREATE TABLE program_fact (
	id TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	value TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	source TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT program_fact_pk PRIMARY KEY (id), 
	CONSTRAINT program_fact_kind_ck CHECK (kind IN ('kind', 'img-share', 'us-img-share', 'visas', 'step2-min', 'most-attempts', 'most-years', 'us-months', 'positions', 'interviews', 'applicants', 'signals-only', 'contact-policy', 'website', 'note'))
);
INSERT INTO "program_fact" VALUES('01a20907-40c0-700a-a0d7-63e6698a3a5a','1001120','img-share','40','2026-11-23','their website',1795447800000,1795447800000);
CREATE TABLE program_note (
	id TEXT NOT NULL, 
	program TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	text TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	person TEXT, 
	source TEXT NOT NULL, 
	unit TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT program_note_pk PRIMARY KEY (id), 
	CONSTRAINT program_note_topic_ck CHECK (topic IN ('culture', 'call', 'img-support', 'other')), 
	CONSTRAINT program_note_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "program_note" VALUES('01a20907-40c0-7010-8946-ad9443d95383','Family Medicine, Kaiser Permanente-Woodland Hills-CA (Woodland Hills, CA)','call','Every fifth night','2026-11-23',NULL,'a resident','1001120',1795447800000,1795447800000);
CREATE TABLE program_outcome (
	id TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	season INTEGER NOT NULL, 
	applied_on DATE, 
	reply TEXT, 
	replied_on DATE, 
	interviewed_on DATE, 
	rank INTEGER, 
	result TEXT, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT program_outcome_pk PRIMARY KEY (id), 
	CONSTRAINT program_outcome_reply_ck CHECK (reply IN ('interview', 'waitlist', 'rejected')), 
	CONSTRAINT program_outcome_result_ck CHECK (result IN ('matched', 'not-matched'))
);
INSERT INTO "program_outcome" VALUES('01a20907-40c0-7012-b40d-538da2dcf9ed','1001120',2028,'2026-09-30',NULL,NULL,NULL,NULL,NULL,1795447800000,1795447800000);
CREATE TABLE program_tie (
	id TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	person TEXT, 
	"on" DATE, 
	note TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT program_tie_pk PRIMARY KEY (id), 
	CONSTRAINT program_tie_kind_ck CHECK (kind IN ('home', 'rotation', 'research', 'alumni', 'mentor-reach', 'conference', 'open-house', 'geography', 'signal', 'gold-signal', 'letter')), 
	CONSTRAINT program_tie_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "program_tie" VALUES('01a20907-40c0-700c-87dd-56253b2e60b3','1001120','rotation','01a20907-40c0-7006-a00b-95d45fe64f34',NULL,'',1795447800000,1795447800000);
CREATE TABLE promise (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	text TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	due DATE, 
	state TEXT NOT NULL, 
	closed_at BIGINT, 
	closed_on DATE, 
	why TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT promise_pk PRIMARY KEY (id), 
	CONSTRAINT promise_by_ck CHECK (by IN ('me', 'them')), 
	CONSTRAINT promise_state_ck CHECK (state IN ('open', 'kept', 'withdrawn')), 
	CONSTRAINT promise_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE settlement (
	id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	says TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT settlement_pk PRIMARY KEY (id)
);
CREATE TABLE snooze (
	id TEXT NOT NULL, 
	until DATE NOT NULL, 
	why TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	step TEXT, 
	person TEXT, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT snooze_pk PRIMARY KEY (id), 
	CONSTRAINT snooze_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE template_file (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	text TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT template_file_pk PRIMARY KEY (id)
);
CREATE TABLE work (
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	link TEXT NOT NULL, 
	read_on DATE, 
	insight TEXT DEFAULT '' NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT work_pk PRIMARY KEY (id), 
	CONSTRAINT work_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX person_introduced_by_ix ON person (introduced_by);
CREATE INDEX settlement_step_ix ON settlement (step);
CREATE INDEX override_key_ix ON override ("key");
CREATE INDEX program_fact_unit_kind_on_ix ON program_fact (unit, kind, "on");
CREATE INDEX listed_program_unit_ix ON listed_program (unit);
CREATE INDEX program_outcome_unit_season_ix ON program_outcome (unit, season);
CREATE UNIQUE INDEX entry_number_ix ON entry (number);
CREATE INDEX department_institution_ix ON department (institution);
CREATE INDEX work_person_ix ON work (person);
CREATE INDEX interaction_bare_ix ON interaction (person, at) WHERE kind IN ('met', 'called') AND topics = '[]' AND summary = '' AND next_step = '';
CREATE INDEX interaction_person_kind_at_ix ON interaction (person, kind, at);
CREATE INDEX interaction_at_kind_person_ix ON interaction (at, kind, person);
CREATE INDEX promise_person_state_ix ON promise (person, state);
CREATE INDEX promise_state_due_ix ON promise (state, due);
CREATE INDEX give_person_on_ix ON give (person, "on");
CREATE INDEX ask_person_on_ix ON ask (person, "on");
CREATE INDEX advice_person_ix ON advice (person);
CREATE INDEX snooze_person_ix ON snooze (person);
CREATE INDEX program_note_person_ix ON program_note (person);
CREATE INDEX not_same_person_ix ON not_same (person);
CREATE INDEX not_same_other_ix ON not_same (other);
CREATE INDEX message_state_sent_at_ix ON message (state, sent_at);
CREATE INDEX message_cv_ix ON message (cv);
CREATE INDEX message_person_state_ix ON message (person, state);
CREATE INDEX program_tie_unit_ix ON program_tie (unit);
CREATE INDEX program_tie_person_ix ON program_tie (person);
CREATE INDEX change_row_ix ON change (row_id);
CREATE INDEX affiliation_person_is_main_institution_ix ON affiliation (person, is_main, institution);
CREATE INDEX affiliation_department_ix ON affiliation (department);
CREATE INDEX affiliation_institution_person_ix ON affiliation (institution, person);
COMMIT;
