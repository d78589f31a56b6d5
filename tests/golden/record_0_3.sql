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
INSERT INTO "advice" VALUES('01a20907-40c0-703b-b4b5-e184f0d0d0e0','01a20907-40c0-7008-8bb7-dd6f7394746d','Write up the splenic injury series as an abstract','2026-10-29',NULL,'',NULL,1793287800000,1793287800000);
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
INSERT INTO "affiliation" VALUES('01a20907-40c0-700a-ba80-2dbf48bf3a3f','01a20907-40c0-7008-8bb7-dd6f7394746d','01a20907-40c0-7009-b95e-7734fc13ded1','01a20907-40c0-700b-9217-0620d3a6cd7d','associate program director',1,1779031800000,1779031800000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-700f-a2d1-1d70b094fa5d','01a20907-40c0-700d-a44d-4262e4a6448a','01a20907-40c0-700e-82fc-404099d677a4',NULL,'attending',1,1779118200000,1779118200000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-7012-a869-e181e24f7031','01a20907-40c0-7011-93f6-f59b2fe9ad9e','01a20907-40c0-700e-82fc-404099d677a4',NULL,'PGY-3',1,1779204600000,1779204600000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-7016-a688-061f6cbbbdfe','01a20907-40c0-7014-b7ac-6727f0f0d017','01a20907-40c0-7015-86b0-46512d0ac504',NULL,'research director',1,1779291000000,1779291000000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-7019-b833-d745f033c942','01a20907-40c0-7018-88fa-4e28f5044603','01a20907-40c0-7009-b95e-7734fc13ded1',NULL,'attending',1,1779377400000,1779377400000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-701d-85cc-7748350410d9','01a20907-40c0-701b-b744-85b400f7a93d','01a20907-40c0-701c-a669-ba4cb988414f',NULL,'PGY-1',1,1779463800000,1779463800000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-7021-916a-79f483ae07d2','01a20907-40c0-701f-8d3b-76060fd295a5','01a20907-40c0-7020-bbf9-df150261df1b',NULL,'attending',1,1794756600000,1794756600000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-7024-9572-4ae741bacb24','01a20907-40c0-7023-aa5d-a3502ed53640','01a20907-40c0-701c-a669-ba4cb988414f',NULL,'program director',1,1794843000000,1794843000000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-7027-876c-d5e5e2e9fd26','01a20907-40c0-7026-92f0-27517a7f62e4','01a20907-40c0-7015-86b0-46512d0ac504',NULL,'research fellow',1,1794929400000,1794929400000);
INSERT INTO "affiliation" VALUES('01a20907-40c0-702b-bab8-9533a8ab8670','01a20907-40c0-7029-a880-d9a768396203','01a20907-40c0-702a-b540-bb309e28f7bf',NULL,'community physician',1,1795015800000,1795015800000);
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
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT applicant_pk PRIMARY KEY (id), 
	CONSTRAINT applicant_status_ck CHECK (status IN ('us-citizen-img', 'non-us-img', 'us-md')), 
	CONSTRAINT applicant_stage_ck CHECK (stage IN ('student', 'final-year', 'recent-graduate', 'research-year', 'resident'))
);
INSERT INTO "applicant" VALUES('01a20907-40c0-7006-aa94-5e2b6ecd84f3','Marisol Vega','us-img-general-surgery','America/New_York','us-citizen-img','["no-home-program"]','["General surgery"]','["trauma","acute care"]','Universidad San Telmo','Mexico','MD',NULL,'final-year','Newark, New Jersey',2028,'[]','[]','A summer on the trauma service showed me what calm hands are worth.','','I chose a school where I would see much, early, and in two languages.','[]','["English","Spanish"]',NULL,'["chart review","systematic review"]',8,1,'[]',0,'','','',1778167800000,1778167800000);
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
INSERT INTO "ask" VALUES('01a20907-40c0-703d-bea5-b03ef32c0d40','01a20907-40c0-7026-92f0-27517a7f62e4','task','2026-09-24','granted','',NULL,1790263800000,1790263800000);
INSERT INTO "ask" VALUES('01a20907-40c0-704e-8b72-d7dcce7b52fa','01a20907-40c0-7014-b7ac-6727f0f0d017','advice','2026-11-11','pending','US-citizen IMG, general surgery: a question on your transfer paper',NULL,1794411000000,1794411000000);
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
INSERT INTO "change" VALUES(1,0,'applicant','01a20907-40c0-7006-aa94-5e2b6ecd84f3',NULL,'{"id":"01a20907-40c0-7006-aa94-5e2b6ecd84f3","name":"Marisol Vega","audience":"us-img-general-surgery","zone":"America/New_York","status":"us-citizen-img","flags":["no-home-program"],"specialties":["General surgery"],"sub_interests":["trauma","acute care"],"school":"Universidad San Telmo","school_country":"Mexico","degree":"MD","stage":"final-year","location":"Newark, New Jersey","match_year":2028,"why_specialty":"A summer on the trauma service showed me what calm hands are worth.","why_abroad":"I chose a school where I would see much, early, and in two languages.","languages":["English","Spanish"],"research_skills":["chart review","systematic review"],"hours_per_week":8,"works_remotely":true,"needs_visa":false,"created_at":"2026-05-07T15:30:00.000Z","changed_at":"2026-05-07T15:30:00.000Z"}');
INSERT INTO "change" VALUES(2,0,'person','01a20907-40c0-7008-8bb7-dd6f7394746d',NULL,'{"id":"01a20907-40c0-7008-8bb7-dd6f7394746d","name":"Dr. Helen Marsh","given":"Helen","family":"Marsh","role":"associate program director","specialty":"General surgery","emails":["h.marsh@harbor.example.org"],"city":"Newark","state":"NJ","country":"US","zone":"America/New_York","zone_source":"the city Newark, NJ","how_met":"rotation","groups":["mentor"],"relationship":"unknown","knows_story":true,"topics":["trauma outcomes"],"standing":"active","created_at":"2026-05-17T15:30:00.000Z","changed_at":"2026-05-17T15:30:00.000Z"}');
INSERT INTO "change" VALUES(2,1,'institution','01a20907-40c0-7009-b95e-7734fc13ded1',NULL,'{"id":"01a20907-40c0-7009-b95e-7734fc13ded1","name":"Harbor Medical Center","kind":"unknown","created_at":"2026-05-17T15:30:00.000Z","changed_at":"2026-05-17T15:30:00.000Z"}');
INSERT INTO "change" VALUES(2,2,'department','01a20907-40c0-700b-9217-0620d3a6cd7d',NULL,'{"id":"01a20907-40c0-700b-9217-0620d3a6cd7d","institution":"01a20907-40c0-7009-b95e-7734fc13ded1","name":"Surgery","created_at":"2026-05-17T15:30:00.000Z","changed_at":"2026-05-17T15:30:00.000Z"}');
INSERT INTO "change" VALUES(2,3,'affiliation','01a20907-40c0-700a-ba80-2dbf48bf3a3f',NULL,'{"id":"01a20907-40c0-700a-ba80-2dbf48bf3a3f","person":"01a20907-40c0-7008-8bb7-dd6f7394746d","institution":"01a20907-40c0-7009-b95e-7734fc13ded1","department":"01a20907-40c0-700b-9217-0620d3a6cd7d","role":"associate program director","is_main":true,"created_at":"2026-05-17T15:30:00.000Z","changed_at":"2026-05-17T15:30:00.000Z"}');
INSERT INTO "change" VALUES(3,0,'person','01a20907-40c0-700d-a44d-4262e4a6448a',NULL,'{"id":"01a20907-40c0-700d-a44d-4262e4a6448a","name":"Dr. Tomás Quiroga","given":"Tomás","family":"Quiroga","role":"attending","specialty":"Trauma surgery","emails":["tquiroga@lakeside.example.edu"],"city":"Chicago","state":"IL","country":"US","zone":"America/Chicago","zone_source":"the city Chicago, IL","how_met":"conference","relationship":"unknown","worked_with_imgs":true,"standing":"active","created_at":"2026-05-18T15:30:00.000Z","changed_at":"2026-05-18T15:30:00.000Z"}');
INSERT INTO "change" VALUES(3,1,'institution','01a20907-40c0-700e-82fc-404099d677a4',NULL,'{"id":"01a20907-40c0-700e-82fc-404099d677a4","name":"Lakeside University Hospital","kind":"unknown","created_at":"2026-05-18T15:30:00.000Z","changed_at":"2026-05-18T15:30:00.000Z"}');
INSERT INTO "change" VALUES(3,2,'affiliation','01a20907-40c0-700f-a2d1-1d70b094fa5d',NULL,'{"id":"01a20907-40c0-700f-a2d1-1d70b094fa5d","person":"01a20907-40c0-700d-a44d-4262e4a6448a","institution":"01a20907-40c0-700e-82fc-404099d677a4","role":"attending","is_main":true,"created_at":"2026-05-18T15:30:00.000Z","changed_at":"2026-05-18T15:30:00.000Z"}');
INSERT INTO "change" VALUES(4,0,'person','01a20907-40c0-7011-93f6-f59b2fe9ad9e',NULL,'{"id":"01a20907-40c0-7011-93f6-f59b2fe9ad9e","name":"Dr. Aiko Tanabe","given":"Aiko","family":"Tanabe","role":"PGY-3","specialty":"General surgery","city":"Chicago","state":"IL","country":"US","zone":"America/Chicago","zone_source":"the city Chicago, IL","how_met":"conference","groups":["peer"],"relationship":"unknown","is_img":true,"standing":"active","created_at":"2026-05-19T15:30:00.000Z","changed_at":"2026-05-19T15:30:00.000Z"}');
INSERT INTO "change" VALUES(4,1,'affiliation','01a20907-40c0-7012-a869-e181e24f7031',NULL,'{"id":"01a20907-40c0-7012-a869-e181e24f7031","person":"01a20907-40c0-7011-93f6-f59b2fe9ad9e","institution":"01a20907-40c0-700e-82fc-404099d677a4","role":"PGY-3","is_main":true,"created_at":"2026-05-19T15:30:00.000Z","changed_at":"2026-05-19T15:30:00.000Z"}');
INSERT INTO "change" VALUES(5,0,'person','01a20907-40c0-7014-b7ac-6727f0f0d017',NULL,'{"id":"01a20907-40c0-7014-b7ac-6727f0f0d017","name":"Dr. Samuel Okoye","given":"Samuel","family":"Okoye","role":"research director","specialty":"General surgery","emails":["sokoye@prairie.example.edu"],"city":"Omaha","state":"NE","country":"US","zone":"America/Chicago","zone_source":"the city Omaha, NE","how_met":"e-mail","relationship":"unknown","standing":"active","created_at":"2026-05-20T15:30:00.000Z","changed_at":"2026-05-20T15:30:00.000Z"}');
INSERT INTO "change" VALUES(5,1,'institution','01a20907-40c0-7015-86b0-46512d0ac504',NULL,'{"id":"01a20907-40c0-7015-86b0-46512d0ac504","name":"Prairie State Medical School","kind":"unknown","created_at":"2026-05-20T15:30:00.000Z","changed_at":"2026-05-20T15:30:00.000Z"}');
INSERT INTO "change" VALUES(5,2,'affiliation','01a20907-40c0-7016-a688-061f6cbbbdfe',NULL,'{"id":"01a20907-40c0-7016-a688-061f6cbbbdfe","person":"01a20907-40c0-7014-b7ac-6727f0f0d017","institution":"01a20907-40c0-7015-86b0-46512d0ac504","role":"research director","is_main":true,"created_at":"2026-05-20T15:30:00.000Z","changed_at":"2026-05-20T15:30:00.000Z"}');
INSERT INTO "change" VALUES(6,0,'person','01a20907-40c0-7018-88fa-4e28f5044603',NULL,'{"id":"01a20907-40c0-7018-88fa-4e28f5044603","name":"Dr. Ruth Feldmann","given":"Ruth","family":"Feldmann","role":"attending","specialty":"Acute care surgery","city":"Newark","state":"NJ","country":"US","zone":"America/New_York","zone_source":"the city Newark, NJ","how_met":"rotation","groups":["mentor","sponsor"],"mentor_roles":["clinical","career-sponsor"],"mentor_merits":["knows-match","honest"],"relationship":"unknown","reach":["Harbor Medical Center","Bayfront General"],"standing":"active","created_at":"2026-05-21T15:30:00.000Z","changed_at":"2026-05-21T15:30:00.000Z"}');
INSERT INTO "change" VALUES(6,1,'affiliation','01a20907-40c0-7019-b833-d745f033c942',NULL,'{"id":"01a20907-40c0-7019-b833-d745f033c942","person":"01a20907-40c0-7018-88fa-4e28f5044603","institution":"01a20907-40c0-7009-b95e-7734fc13ded1","role":"attending","is_main":true,"created_at":"2026-05-21T15:30:00.000Z","changed_at":"2026-05-21T15:30:00.000Z"}');
INSERT INTO "change" VALUES(7,0,'person','01a20907-40c0-701b-b744-85b400f7a93d',NULL,'{"id":"01a20907-40c0-701b-b744-85b400f7a93d","name":"Priya Raman","given":"Priya","family":"Raman","role":"PGY-1","specialty":"General surgery","city":"San Diego","state":"CA","country":"US","zone":"America/Los_Angeles","zone_source":"the city San Diego, CA","how_met":"alumni list","groups":["peer"],"relationship":"unknown","is_img":true,"is_alumnus":true,"standing":"active","created_at":"2026-05-22T15:30:00.000Z","changed_at":"2026-05-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(7,1,'institution','01a20907-40c0-701c-a669-ba4cb988414f',NULL,'{"id":"01a20907-40c0-701c-a669-ba4cb988414f","name":"Bayfront General","kind":"unknown","created_at":"2026-05-22T15:30:00.000Z","changed_at":"2026-05-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(7,2,'affiliation','01a20907-40c0-701d-85cc-7748350410d9',NULL,'{"id":"01a20907-40c0-701d-85cc-7748350410d9","person":"01a20907-40c0-701b-b744-85b400f7a93d","institution":"01a20907-40c0-701c-a669-ba4cb988414f","role":"PGY-1","is_main":true,"created_at":"2026-05-22T15:30:00.000Z","changed_at":"2026-05-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(8,0,'person','01a20907-40c0-701f-8d3b-76060fd295a5',NULL,'{"id":"01a20907-40c0-701f-8d3b-76060fd295a5","name":"Dr. Elena Ionescu","given":"Elena","family":"Ionescu","role":"attending","specialty":"Colorectal surgery","city":"Boston","state":"MA","country":"US","zone":"America/New_York","zone_source":"the city Boston, MA","how_met":"introduction","introduced_by":"01a20907-40c0-7008-8bb7-dd6f7394746d","relationship":"unknown","standing":"active","created_at":"2026-11-15T15:30:00.000Z","changed_at":"2026-11-15T15:30:00.000Z"}');
INSERT INTO "change" VALUES(8,1,'institution','01a20907-40c0-7020-bbf9-df150261df1b',NULL,'{"id":"01a20907-40c0-7020-bbf9-df150261df1b","name":"St. Brendan Hospital","kind":"unknown","created_at":"2026-11-15T15:30:00.000Z","changed_at":"2026-11-15T15:30:00.000Z"}');
INSERT INTO "change" VALUES(8,2,'affiliation','01a20907-40c0-7021-916a-79f483ae07d2',NULL,'{"id":"01a20907-40c0-7021-916a-79f483ae07d2","person":"01a20907-40c0-701f-8d3b-76060fd295a5","institution":"01a20907-40c0-7020-bbf9-df150261df1b","role":"attending","is_main":true,"created_at":"2026-11-15T15:30:00.000Z","changed_at":"2026-11-15T15:30:00.000Z"}');
INSERT INTO "change" VALUES(9,0,'person','01a20907-40c0-7023-aa5d-a3502ed53640',NULL,'{"id":"01a20907-40c0-7023-aa5d-a3502ed53640","name":"Dr. Wole Adeyinka","given":"Wole","family":"Adeyinka","role":"program director","specialty":"General surgery","city":"San Diego","state":"CA","country":"US","zone":"America/Los_Angeles","zone_source":"the city San Diego, CA","how_met":"program site","relationship":"unknown","standing":"active","created_at":"2026-11-16T15:30:00.000Z","changed_at":"2026-11-16T15:30:00.000Z"}');
INSERT INTO "change" VALUES(9,1,'affiliation','01a20907-40c0-7024-9572-4ae741bacb24',NULL,'{"id":"01a20907-40c0-7024-9572-4ae741bacb24","person":"01a20907-40c0-7023-aa5d-a3502ed53640","institution":"01a20907-40c0-701c-a669-ba4cb988414f","role":"program director","is_main":true,"created_at":"2026-11-16T15:30:00.000Z","changed_at":"2026-11-16T15:30:00.000Z"}');
INSERT INTO "change" VALUES(10,0,'person','01a20907-40c0-7026-92f0-27517a7f62e4',NULL,'{"id":"01a20907-40c0-7026-92f0-27517a7f62e4","name":"Luis Ferreira","given":"Luis","family":"Ferreira","role":"research fellow","specialty":"Surgical outcomes","city":"Omaha","state":"NE","country":"US","zone":"America/Chicago","zone_source":"the city Omaha, NE","how_met":"online group","groups":["collaborator"],"relationship":"unknown","standing":"active","created_at":"2026-11-17T15:30:00.000Z","changed_at":"2026-11-17T15:30:00.000Z"}');
INSERT INTO "change" VALUES(10,1,'affiliation','01a20907-40c0-7027-876c-d5e5e2e9fd26',NULL,'{"id":"01a20907-40c0-7027-876c-d5e5e2e9fd26","person":"01a20907-40c0-7026-92f0-27517a7f62e4","institution":"01a20907-40c0-7015-86b0-46512d0ac504","role":"research fellow","is_main":true,"created_at":"2026-11-17T15:30:00.000Z","changed_at":"2026-11-17T15:30:00.000Z"}');
INSERT INTO "change" VALUES(11,0,'person','01a20907-40c0-7029-a880-d9a768396203',NULL,'{"id":"01a20907-40c0-7029-a880-d9a768396203","name":"Dr. Grace Lindqvist","given":"Grace","family":"Lindqvist","role":"community physician","specialty":"General surgery","city":"Des Moines","state":"IA","country":"US","zone":"America/Chicago","zone_source":"the city Des Moines, IA","how_met":"family friend","relationship":"unknown","standing":"active","created_at":"2026-11-18T15:30:00.000Z","changed_at":"2026-11-18T15:30:00.000Z"}');
INSERT INTO "change" VALUES(11,1,'institution','01a20907-40c0-702a-b540-bb309e28f7bf',NULL,'{"id":"01a20907-40c0-702a-b540-bb309e28f7bf","name":"Cedar Valley Clinic","kind":"unknown","created_at":"2026-11-18T15:30:00.000Z","changed_at":"2026-11-18T15:30:00.000Z"}');
INSERT INTO "change" VALUES(11,2,'affiliation','01a20907-40c0-702b-bab8-9533a8ab8670',NULL,'{"id":"01a20907-40c0-702b-bab8-9533a8ab8670","person":"01a20907-40c0-7029-a880-d9a768396203","institution":"01a20907-40c0-702a-b540-bb309e28f7bf","role":"community physician","is_main":true,"created_at":"2026-11-18T15:30:00.000Z","changed_at":"2026-11-18T15:30:00.000Z"}');
INSERT INTO "change" VALUES(12,0,'interaction','01a20907-40c0-702d-9a94-4f84d57952d8',NULL,'{"id":"01a20907-40c0-702d-9a94-4f84d57952d8","person":"01a20907-40c0-7018-88fa-4e28f5044603","at":"2026-10-09T15:30:00.000Z","zone":"America/New_York","kind":"rotation-ended","is_timed":false,"event":"Acute care elective","created_at":"2026-10-09T15:30:00.000Z","changed_at":"2026-10-09T15:30:00.000Z"}');
INSERT INTO "change" VALUES(12,1,'person','01a20907-40c0-7018-88fa-4e28f5044603','{"id":"01a20907-40c0-7018-88fa-4e28f5044603","name":"Dr. Ruth Feldmann","given":"Ruth","family":"Feldmann","role":"attending","specialty":"Acute care surgery","city":"Newark","state":"NJ","country":"US","zone":"America/New_York","zone_source":"the city Newark, NJ","how_met":"rotation","groups":["mentor","sponsor"],"mentor_roles":["clinical","career-sponsor"],"mentor_merits":["knows-match","honest"],"relationship":"unknown","reach":["Harbor Medical Center","Bayfront General"],"standing":"active","created_at":"2026-05-21T15:30:00.000Z","changed_at":"2026-05-21T15:30:00.000Z"}','{"id":"01a20907-40c0-7018-88fa-4e28f5044603","name":"Dr. Ruth Feldmann","given":"Ruth","family":"Feldmann","role":"attending","specialty":"Acute care surgery","city":"Newark","state":"NJ","country":"US","zone":"America/New_York","zone_source":"the city Newark, NJ","how_met":"rotation","groups":["mentor","sponsor"],"mentor_roles":["clinical","career-sponsor"],"mentor_merits":["knows-match","honest"],"relationship":"knows-me","reach":["Harbor Medical Center","Bayfront General"],"standing":"active","created_at":"2026-05-21T15:30:00.000Z","changed_at":"2026-10-09T15:30:00.000Z"}');
INSERT INTO "change" VALUES(13,0,'interaction','01a20907-40c0-702f-8187-9e30ee327e1a',NULL,'{"id":"01a20907-40c0-702f-8187-9e30ee327e1a","person":"01a20907-40c0-7018-88fa-4e28f5044603","at":"2026-10-10T15:30:00.000Z","zone":"America/New_York","kind":"mailed","is_timed":false,"topics":["thanks for the elective"],"created_at":"2026-10-10T15:30:00.000Z","changed_at":"2026-10-10T15:30:00.000Z"}');
INSERT INTO "change" VALUES(14,0,'interaction','01a20907-40c0-7031-bf14-7c710a639f7d',NULL,'{"id":"01a20907-40c0-7031-bf14-7c710a639f7d","person":"01a20907-40c0-7029-a880-d9a768396203","at":"2026-07-06T15:30:00.000Z","zone":"America/New_York","kind":"called","is_timed":false,"channel":"phone","topics":["how she chose surgery"],"created_at":"2026-07-06T15:30:00.000Z","changed_at":"2026-07-06T15:30:00.000Z"}');
INSERT INTO "change" VALUES(14,1,'person','01a20907-40c0-7029-a880-d9a768396203','{"id":"01a20907-40c0-7029-a880-d9a768396203","name":"Dr. Grace Lindqvist","given":"Grace","family":"Lindqvist","role":"community physician","specialty":"General surgery","city":"Des Moines","state":"IA","country":"US","zone":"America/Chicago","zone_source":"the city Des Moines, IA","how_met":"family friend","relationship":"unknown","standing":"active","created_at":"2026-11-18T15:30:00.000Z","changed_at":"2026-11-18T15:30:00.000Z"}','{"id":"01a20907-40c0-7029-a880-d9a768396203","name":"Dr. Grace Lindqvist","given":"Grace","family":"Lindqvist","role":"community physician","specialty":"General surgery","city":"Des Moines","state":"IA","country":"US","zone":"America/Chicago","zone_source":"the city Des Moines, IA","how_met":"family friend","relationship":"knows-me","standing":"active","created_at":"2026-11-18T15:30:00.000Z","changed_at":"2026-07-06T15:30:00.000Z"}');
INSERT INTO "change" VALUES(15,0,'interaction','01a20907-40c0-7033-8dbb-6601b6e88cb8',NULL,'{"id":"01a20907-40c0-7033-8dbb-6601b6e88cb8","person":"01a20907-40c0-701b-b744-85b400f7a93d","at":"2026-07-28T15:30:00.000Z","zone":"America/New_York","kind":"replied","is_timed":false,"topics":["her first year"],"created_at":"2026-07-28T15:30:00.000Z","changed_at":"2026-07-28T15:30:00.000Z"}');
INSERT INTO "change" VALUES(15,1,'person','01a20907-40c0-701b-b744-85b400f7a93d','{"id":"01a20907-40c0-701b-b744-85b400f7a93d","name":"Priya Raman","given":"Priya","family":"Raman","role":"PGY-1","specialty":"General surgery","city":"San Diego","state":"CA","country":"US","zone":"America/Los_Angeles","zone_source":"the city San Diego, CA","how_met":"alumni list","groups":["peer"],"relationship":"unknown","is_img":true,"is_alumnus":true,"standing":"active","created_at":"2026-05-22T15:30:00.000Z","changed_at":"2026-05-22T15:30:00.000Z"}','{"id":"01a20907-40c0-701b-b744-85b400f7a93d","name":"Priya Raman","given":"Priya","family":"Raman","role":"PGY-1","specialty":"General surgery","city":"San Diego","state":"CA","country":"US","zone":"America/Los_Angeles","zone_source":"the city San Diego, CA","how_met":"alumni list","groups":["peer"],"relationship":"knows-me","is_img":true,"is_alumnus":true,"standing":"active","created_at":"2026-05-22T15:30:00.000Z","changed_at":"2026-07-28T15:30:00.000Z"}');
INSERT INTO "change" VALUES(16,0,'interaction','01a20907-40c0-7035-9564-05453ff93e80',NULL,'{"id":"01a20907-40c0-7035-9564-05453ff93e80","person":"01a20907-40c0-701b-b744-85b400f7a93d","at":"2026-07-29T15:30:00.000Z","zone":"America/New_York","kind":"mailed","is_timed":false,"topics":["thanks","and a question on call"],"created_at":"2026-07-29T15:30:00.000Z","changed_at":"2026-07-29T15:30:00.000Z"}');
INSERT INTO "change" VALUES(17,0,'interaction','01a20907-40c0-7037-bcac-ee052d9d04ee',NULL,'{"id":"01a20907-40c0-7037-bcac-ee052d9d04ee","person":"01a20907-40c0-7008-8bb7-dd6f7394746d","at":"2026-08-20T15:30:00.000Z","zone":"America/New_York","kind":"met","is_timed":false,"topics":["trauma outcomes project"],"learned":"She looks for people who finish small things.","created_at":"2026-08-20T15:30:00.000Z","changed_at":"2026-08-20T15:30:00.000Z"}');
INSERT INTO "change" VALUES(17,1,'person','01a20907-40c0-7008-8bb7-dd6f7394746d','{"id":"01a20907-40c0-7008-8bb7-dd6f7394746d","name":"Dr. Helen Marsh","given":"Helen","family":"Marsh","role":"associate program director","specialty":"General surgery","emails":["h.marsh@harbor.example.org"],"city":"Newark","state":"NJ","country":"US","zone":"America/New_York","zone_source":"the city Newark, NJ","how_met":"rotation","groups":["mentor"],"relationship":"unknown","knows_story":true,"topics":["trauma outcomes"],"standing":"active","created_at":"2026-05-17T15:30:00.000Z","changed_at":"2026-05-17T15:30:00.000Z"}','{"id":"01a20907-40c0-7008-8bb7-dd6f7394746d","name":"Dr. Helen Marsh","given":"Helen","family":"Marsh","role":"associate program director","specialty":"General surgery","emails":["h.marsh@harbor.example.org"],"city":"Newark","state":"NJ","country":"US","zone":"America/New_York","zone_source":"the city Newark, NJ","how_met":"rotation","groups":["mentor"],"relationship":"knows-me","knows_story":true,"topics":["trauma outcomes"],"standing":"active","created_at":"2026-05-17T15:30:00.000Z","changed_at":"2026-08-20T15:30:00.000Z"}');
INSERT INTO "change" VALUES(18,0,'interaction','01a20907-40c0-7039-9c4f-3e13942642ea',NULL,'{"id":"01a20907-40c0-7039-9c4f-3e13942642ea","person":"01a20907-40c0-7008-8bb7-dd6f7394746d","at":"2026-08-21T15:30:00.000Z","zone":"America/New_York","kind":"mailed","is_timed":false,"topics":["thanks and next steps"],"created_at":"2026-08-21T15:30:00.000Z","changed_at":"2026-08-21T15:30:00.000Z"}');
INSERT INTO "change" VALUES(19,0,'advice','01a20907-40c0-703b-b4b5-e184f0d0d0e0',NULL,'{"id":"01a20907-40c0-703b-b4b5-e184f0d0d0e0","person":"01a20907-40c0-7008-8bb7-dd6f7394746d","text":"Write up the splenic injury series as an abstract","given":"2026-10-29","created_at":"2026-10-29T15:30:00.000Z","changed_at":"2026-10-29T15:30:00.000Z"}');
INSERT INTO "change" VALUES(20,0,'ask','01a20907-40c0-703d-bea5-b03ef32c0d40',NULL,'{"id":"01a20907-40c0-703d-bea5-b03ef32c0d40","person":"01a20907-40c0-7026-92f0-27517a7f62e4","rung":"task","on":"2026-09-24","answer":"granted","created_at":"2026-09-24T15:30:00.000Z","changed_at":"2026-09-24T15:30:00.000Z"}');
INSERT INTO "change" VALUES(21,0,'goal','01a20907-40c0-703f-b788-7f9163ee54c7',NULL,'{"id":"01a20907-40c0-703f-b788-7f9163ee54c7","horizon":"early","text":"Keep up one mentorship over time","made_on":"2026-10-14","measure":"long-mentors","target":1,"state":"open","created_at":"2026-10-14T15:30:00.000Z","changed_at":"2026-10-14T15:30:00.000Z"}');
INSERT INTO "change" VALUES(21,1,'goal','01a20907-40c0-7040-80e3-df6f29f76bec',NULL,'{"id":"01a20907-40c0-7040-80e3-df6f29f76bec","horizon":"early","text":"Go to one conference, in person or online","made_on":"2026-10-14","measure":"conferences","target":1,"state":"open","created_at":"2026-10-14T15:30:00.000Z","changed_at":"2026-10-14T15:30:00.000Z"}');
INSERT INTO "change" VALUES(21,2,'goal','01a20907-40c0-7041-9398-8c053ddb749e',NULL,'{"id":"01a20907-40c0-7041-9398-8c053ddb749e","horizon":"short","text":"Have one research or quality project under way","made_on":"2026-10-14","measure":"research","target":1,"by":"2027-10-14","state":"open","created_at":"2026-10-14T15:30:00.000Z","changed_at":"2026-10-14T15:30:00.000Z"}');
INSERT INTO "change" VALUES(21,3,'goal','01a20907-40c0-7042-a2f4-b8bfee2a99fd',NULL,'{"id":"01a20907-40c0-7042-a2f4-b8bfee2a99fd","horizon":"medium","text":"Present at a national or regional meeting","made_on":"2026-10-14","measure":"presentations","target":1,"by":"2029-10-14","state":"open","created_at":"2026-10-14T15:30:00.000Z","changed_at":"2026-10-14T15:30:00.000Z"}');
INSERT INTO "change" VALUES(21,4,'goal','01a20907-40c0-7043-b6bd-bd2cc0219639',NULL,'{"id":"01a20907-40c0-7043-b6bd-bd2cc0219639","horizon":"medium","text":"Be known by name at three programs you aim for","made_on":"2026-10-14","measure":"known-at","target":3,"by":"2029-10-14","state":"open","created_at":"2026-10-14T15:30:00.000Z","changed_at":"2026-10-14T15:30:00.000Z"}');
INSERT INTO "change" VALUES(22,0,'interaction','01a20907-40c0-7045-88b5-2aa3782fef19',NULL,'{"id":"01a20907-40c0-7045-88b5-2aa3782fef19","person":"01a20907-40c0-7026-92f0-27517a7f62e4","at":"2026-10-24T15:30:00.000Z","zone":"America/New_York","kind":"helped-them","is_timed":false,"topics":["cleaned the transfer data set"],"created_at":"2026-10-24T15:30:00.000Z","changed_at":"2026-10-24T15:30:00.000Z"}');
INSERT INTO "change" VALUES(22,1,'give','01a20907-40c0-7046-b60f-8e70e974a043',NULL,'{"id":"01a20907-40c0-7046-b60f-8e70e974a043","person":"01a20907-40c0-7026-92f0-27517a7f62e4","text":"cleaned the transfer data set","on":"2026-10-24","created_at":"2026-10-24T15:30:00.000Z","changed_at":"2026-10-24T15:30:00.000Z"}');
INSERT INTO "change" VALUES(23,0,'give','01a20907-40c0-7048-8e16-7daf5abc1406',NULL,'{"id":"01a20907-40c0-7048-8e16-7daf5abc1406","person":"01a20907-40c0-701b-b744-85b400f7a93d","text":"Shared a question bank for the first in-training exam","on":"2026-10-25","created_at":"2026-10-25T15:30:00.000Z","changed_at":"2026-10-25T15:30:00.000Z"}');
INSERT INTO "change" VALUES(24,0,'work','01a20907-40c0-704a-9e72-5f47393350dc',NULL,'{"id":"01a20907-40c0-704a-9e72-5f47393350dc","person":"01a20907-40c0-7014-b7ac-6727f0f0d017","title":"Transfer times in rural trauma","kind":"paper","link":"https://example.org/rural-trauma","read_on":"2026-11-10","insight":"the first forty minutes are lost before anybody drives","created_at":"2026-11-10T15:30:00.000Z","changed_at":"2026-11-10T15:30:00.000Z"}');
INSERT INTO "change" VALUES(25,0,'interaction','01a20907-40c0-704c-9539-7e5cdb4b9cf8',NULL,'{"id":"01a20907-40c0-704c-9539-7e5cdb4b9cf8","person":"01a20907-40c0-7014-b7ac-6727f0f0d017","at":"2026-11-11T15:30:00.000Z","zone":"America/New_York","kind":"mailed","is_timed":false,"summary":"Wrote: US-citizen IMG, general surgery: a question on your transfer paper","created_at":"2026-11-11T15:30:00.000Z","changed_at":"2026-11-11T15:30:00.000Z"}');
INSERT INTO "change" VALUES(26,0,'ask','01a20907-40c0-704e-8b72-d7dcce7b52fa',NULL,'{"id":"01a20907-40c0-704e-8b72-d7dcce7b52fa","person":"01a20907-40c0-7014-b7ac-6727f0f0d017","rung":"advice","on":"2026-11-11","answer":"pending","text":"US-citizen IMG, general surgery: a question on your transfer paper","created_at":"2026-11-11T15:30:00.000Z","changed_at":"2026-11-11T15:30:00.000Z"}');
INSERT INTO "change" VALUES(27,0,'message','01a20907-40c0-7050-9d4b-dcc447ae8c30',NULL,'{"id":"01a20907-40c0-7050-9d4b-dcc447ae8c30","medium":"mail","text":"Dear Dr. Okoye,\n\nYour paper on transfer times in rural trauma showed me that the first forty minutes are lost before anybody\ndrives, and I now time every call on my own service.\n\nI am a US-citizen IMG in my final year at Universidad San Telmo in Mexico, preparing for general surgery. May\nI ask your advice on one question: which single measure would you record first in a hospital that has none?\n\nThank you for your time.\n\nKind regards,\nMarisol Vega","person":"01a20907-40c0-7014-b7ac-6727f0f0d017","subject":"US-citizen IMG, general surgery: a question on your transfer paper","address":"sokoye@prairie.example.edu","asks":"advice","facts":["work: Transfer times in rural trauma"],"filled":[["topic","transfer times in rural trauma"]],"state":"sent","way":"mailto","made_at":"2026-11-11T17:00:00.000Z","edited_at":"2026-11-11T17:00:00.000Z","sent_at":"2026-11-11T17:00:00.000Z","interaction":"01a20907-40c0-704c-9539-7e5cdb4b9cf8","created_at":"2026-11-11T15:30:00.000Z","changed_at":"2026-11-11T15:30:00.000Z"}');
INSERT INTO "change" VALUES(28,0,'milestone','01a20907-40c0-7052-a667-f164327ca7cf',NULL,'{"id":"01a20907-40c0-7052-a667-f164327ca7cf","kind":"presentation","text":"Poster accepted at the state surgical meeting","on":"2026-11-20","created_at":"2026-11-20T15:30:00.000Z","changed_at":"2026-11-20T15:30:00.000Z"}');
INSERT INTO "change" VALUES(29,0,'interaction','01a20907-40c0-7054-8857-b75eef12538f',NULL,'{"id":"01a20907-40c0-7054-8857-b75eef12538f","person":"01a20907-40c0-700d-a44d-4262e4a6448a","at":"2026-11-22T13:30:00.000Z","zone":"America/New_York","kind":"met","is_timed":true,"channel":"poster","topics":["whole blood in the trauma bay"],"event":"Regional trauma meeting","created_at":"2026-11-22T15:30:00.000Z","changed_at":"2026-11-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(29,1,'person','01a20907-40c0-700d-a44d-4262e4a6448a','{"id":"01a20907-40c0-700d-a44d-4262e4a6448a","name":"Dr. Tomás Quiroga","given":"Tomás","family":"Quiroga","role":"attending","specialty":"Trauma surgery","emails":["tquiroga@lakeside.example.edu"],"city":"Chicago","state":"IL","country":"US","zone":"America/Chicago","zone_source":"the city Chicago, IL","how_met":"conference","relationship":"unknown","worked_with_imgs":true,"standing":"active","created_at":"2026-05-18T15:30:00.000Z","changed_at":"2026-05-18T15:30:00.000Z"}','{"id":"01a20907-40c0-700d-a44d-4262e4a6448a","name":"Dr. Tomás Quiroga","given":"Tomás","family":"Quiroga","role":"attending","specialty":"Trauma surgery","emails":["tquiroga@lakeside.example.edu"],"city":"Chicago","state":"IL","country":"US","zone":"America/Chicago","zone_source":"the city Chicago, IL","how_met":"conference","relationship":"knows-me","worked_with_imgs":true,"may_follow_up":true,"may_follow_up_on":"2026-11-22","standing":"active","created_at":"2026-05-18T15:30:00.000Z","changed_at":"2026-11-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(29,2,'promise','01a20907-40c0-7055-97a4-73009a9d0afa',NULL,'{"id":"01a20907-40c0-7055-97a4-73009a9d0afa","person":"01a20907-40c0-700d-a44d-4262e4a6448a","by":"them","text":"introduce me to his research coordinator","made_at":"2026-11-22T13:30:00.000Z","state":"open","created_at":"2026-11-22T15:30:00.000Z","changed_at":"2026-11-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(30,0,'interaction','01a20907-40c0-7057-a4a2-87d5b4d3baa7',NULL,'{"id":"01a20907-40c0-7057-a4a2-87d5b4d3baa7","person":"01a20907-40c0-7011-93f6-f59b2fe9ad9e","at":"2026-11-22T14:30:00.000Z","zone":"America/New_York","kind":"met","is_timed":true,"channel":"in-person","topics":["matching as an IMG"],"event":"Regional trauma meeting","created_at":"2026-11-22T15:30:00.000Z","changed_at":"2026-11-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(30,1,'person','01a20907-40c0-7011-93f6-f59b2fe9ad9e','{"id":"01a20907-40c0-7011-93f6-f59b2fe9ad9e","name":"Dr. Aiko Tanabe","given":"Aiko","family":"Tanabe","role":"PGY-3","specialty":"General surgery","city":"Chicago","state":"IL","country":"US","zone":"America/Chicago","zone_source":"the city Chicago, IL","how_met":"conference","groups":["peer"],"relationship":"unknown","is_img":true,"standing":"active","created_at":"2026-05-19T15:30:00.000Z","changed_at":"2026-05-19T15:30:00.000Z"}','{"id":"01a20907-40c0-7011-93f6-f59b2fe9ad9e","name":"Dr. Aiko Tanabe","given":"Aiko","family":"Tanabe","role":"PGY-3","specialty":"General surgery","city":"Chicago","state":"IL","country":"US","zone":"America/Chicago","zone_source":"the city Chicago, IL","how_met":"conference","groups":["peer"],"relationship":"knows-me","is_img":true,"standing":"active","created_at":"2026-05-19T15:30:00.000Z","changed_at":"2026-11-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(30,2,'promise','01a20907-40c0-7058-8946-c6ea4b5d8621',NULL,'{"id":"01a20907-40c0-7058-8946-c6ea4b5d8621","person":"01a20907-40c0-7011-93f6-f59b2fe9ad9e","by":"me","text":"send her my poster as a PDF","made_at":"2026-11-22T14:30:00.000Z","due":"2026-11-24","state":"open","created_at":"2026-11-22T15:30:00.000Z","changed_at":"2026-11-22T15:30:00.000Z"}');
INSERT INTO "change" VALUES(31,0,'program_note','01a20907-40c0-705a-babd-ebb154c6cf01',NULL,'{"id":"01a20907-40c0-705a-babd-ebb154c6cf01","program":"Bayfront General","topic":"call","text":"Every fifth night","on":"2026-11-20","person":"01a20907-40c0-701b-b744-85b400f7a93d","created_at":"2026-11-23T15:30:00.000Z","changed_at":"2026-11-23T15:30:00.000Z"}');
CREATE TABLE department (
	id TEXT NOT NULL, 
	institution TEXT NOT NULL, 
	name TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT department_pk PRIMARY KEY (id), 
	CONSTRAINT department_institution_fk FOREIGN KEY(institution) REFERENCES institution (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "department" VALUES('01a20907-40c0-700b-9217-0620d3a6cd7d','01a20907-40c0-7009-b95e-7734fc13ded1','Surgery',1779031800000,1779031800000);
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
INSERT INTO "entry" VALUES('01a20907-40c0-7007-ae3d-c2a6d42ba9ff',1,'applicant.set-up','Set up Marisol Vega',1778167800000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-700c-99ad-cb8115724d36',2,'person.add','Added Dr. Helen Marsh',1779031800000,3,4,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7010-b90f-7e405461a7ba',3,'person.add','Added Dr. Tomás Quiroga',1779118200000,3,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7013-9c09-6e2343631c89',4,'person.add','Added Dr. Aiko Tanabe',1779204600000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7017-9b6f-164e1039c793',5,'person.add','Added Dr. Samuel Okoye',1779291000000,3,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-701a-b314-e87124b729a6',6,'person.add','Added Dr. Ruth Feldmann',1779377400000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-701e-a789-b5db09c2d78e',7,'person.add','Added Priya Raman',1779463800000,3,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7022-b4d4-ac5f270831ba',8,'person.add','Added Dr. Elena Ionescu',1794756600000,3,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7025-a856-979bb18ee6e7',9,'person.add','Added Dr. Wole Adeyinka',1794843000000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7028-9a34-7edcf7d3215f',10,'person.add','Added Luis Ferreira',1794929400000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-702c-846c-a5f4eb845a1c',11,'person.add','Added Dr. Grace Lindqvist',1795015800000,3,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-702e-8479-33780d755baf',12,'interaction.record','Ended a rotation with Dr. Ruth Feldmann',1791559800000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7030-ae92-800b61644e2c',13,'interaction.record','Wrote to Dr. Ruth Feldmann',1791646200000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7032-b48e-5156c9a84933',14,'interaction.record','Called Dr. Grace Lindqvist',1783351800000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7034-a733-4d6bb85fc2ba',15,'interaction.record','Had a reply from Priya Raman',1785252600000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7036-8b78-ec1abba5351a',16,'interaction.record','Wrote to Priya Raman',1785339000000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7038-adf9-f885dc3040de',17,'interaction.record','Met Dr. Helen Marsh',1787239800000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-703a-b568-fdf3ad465d8e',18,'interaction.record','Wrote to Dr. Helen Marsh',1787326200000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-703c-9cbc-1b8ca9666437',19,'advice.record','Noted advice of Dr. Helen Marsh: Write up the splenic injury series as an abstract',1793287800000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-703e-9e0d-a2795fe8385a',20,'ask.record','Asked Luis Ferreira for task',1790263800000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7044-92c8-822c9391dbd1',21,'goal.take','Took 5 goals of the guides',1791991800000,3,5,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7047-9579-0caee2497350',22,'interaction.record','Helped Luis Ferreira',1792855800000,3,2,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7049-a753-47fbe7138597',23,'give.record','Helped Priya Raman: Shared a question bank for the first in-training exam',1792942200000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-704b-a957-42dbe875720a',24,'work.add','Noted paper of Dr. Samuel Okoye: Transfer times in rural trauma',1794324600000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-704d-9607-a70893dbc105',25,'interaction.record','Wrote to Dr. Samuel Okoye',1794411000000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-704f-bc37-7dee2657410b',26,'ask.record','Asked Dr. Samuel Okoye for advice',1794411000000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7051-b57e-d8492ad9a0b1',27,'message.send','Sent a message: US-citizen IMG, general surgery: a question on your transfer paper',1794411000000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7053-b7e6-6990579c0ae1',28,'milestone.record','Milestone: Poster accepted at the state surgical meeting',1795188600000,3,1,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7056-9976-595bc7990d16',29,'interaction.record','Met Dr. Tomás Quiroga',1795361400000,3,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-7059-9f81-8d8e05af6d91',30,'interaction.record','Met Dr. Aiko Tanabe',1795361400000,3,3,NULL,NULL,'');
INSERT INTO "entry" VALUES('01a20907-40c0-705b-8691-f54d1de3a006',31,'program-note.add','Noted something about Bayfront General',1795447800000,3,1,NULL,NULL,'');
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
INSERT INTO "give" VALUES('01a20907-40c0-7046-b60f-8e70e974a043','01a20907-40c0-7026-92f0-27517a7f62e4','cleaned the transfer data set','2026-10-24',1792855800000,1792855800000);
INSERT INTO "give" VALUES('01a20907-40c0-7048-8e16-7daf5abc1406','01a20907-40c0-701b-b744-85b400f7a93d','Shared a question bank for the first in-training exam','2026-10-25',1792942200000,1792942200000);
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
INSERT INTO "goal" VALUES('01a20907-40c0-703f-b788-7f9163ee54c7','early','Keep up one mentorship over time','2026-10-14','long-mentors',1,NULL,NULL,'open',NULL,'',1791991800000,1791991800000);
INSERT INTO "goal" VALUES('01a20907-40c0-7040-80e3-df6f29f76bec','early','Go to one conference, in person or online','2026-10-14','conferences',1,NULL,NULL,'open',NULL,'',1791991800000,1791991800000);
INSERT INTO "goal" VALUES('01a20907-40c0-7041-9398-8c053ddb749e','short','Have one research or quality project under way','2026-10-14','research',1,NULL,'2027-10-14','open',NULL,'',1791991800000,1791991800000);
INSERT INTO "goal" VALUES('01a20907-40c0-7042-a2f4-b8bfee2a99fd','medium','Present at a national or regional meeting','2026-10-14','presentations',1,NULL,'2029-10-14','open',NULL,'',1791991800000,1791991800000);
INSERT INTO "goal" VALUES('01a20907-40c0-7043-b6bd-bd2cc0219639','medium','Be known by name at three programs you aim for','2026-10-14','known-at',3,NULL,'2029-10-14','open',NULL,'',1791991800000,1791991800000);
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
INSERT INTO "institution" VALUES('01a20907-40c0-7009-b95e-7734fc13ded1','Harbor Medical Center','unknown','','','','',1779031800000,1779031800000);
INSERT INTO "institution" VALUES('01a20907-40c0-700e-82fc-404099d677a4','Lakeside University Hospital','unknown','','','','',1779118200000,1779118200000);
INSERT INTO "institution" VALUES('01a20907-40c0-7015-86b0-46512d0ac504','Prairie State Medical School','unknown','','','','',1779291000000,1779291000000);
INSERT INTO "institution" VALUES('01a20907-40c0-701c-a669-ba4cb988414f','Bayfront General','unknown','','','','',1779463800000,1779463800000);
INSERT INTO "institution" VALUES('01a20907-40c0-7020-bbf9-df150261df1b','St. Brendan Hospital','unknown','','','','',1794756600000,1794756600000);
INSERT INTO "institution" VALUES('01a20907-40c0-702a-b540-bb309e28f7bf','Cedar Valley Clinic','unknown','','','','',1795015800000,1795015800000);
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
INSERT INTO "interaction" VALUES('01a20907-40c0-702d-9a94-4f84d57952d8','01a20907-40c0-7018-88fa-4e28f5044603',1791559800000,'America/New_York','rotation-ended',0,NULL,'[]','','','','Acute care elective','',1791559800000,1791559800000);
INSERT INTO "interaction" VALUES('01a20907-40c0-702f-8187-9e30ee327e1a','01a20907-40c0-7018-88fa-4e28f5044603',1791646200000,'America/New_York','mailed',0,NULL,'["thanks for the elective"]','','','','','',1791646200000,1791646200000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7031-bf14-7c710a639f7d','01a20907-40c0-7029-a880-d9a768396203',1783351800000,'America/New_York','called',0,'phone','["how she chose surgery"]','','','','','',1783351800000,1783351800000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7033-8dbb-6601b6e88cb8','01a20907-40c0-701b-b744-85b400f7a93d',1785252600000,'America/New_York','replied',0,NULL,'["her first year"]','','','','','',1785252600000,1785252600000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7035-9564-05453ff93e80','01a20907-40c0-701b-b744-85b400f7a93d',1785339000000,'America/New_York','mailed',0,NULL,'["thanks","and a question on call"]','','','','','',1785339000000,1785339000000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7037-bcac-ee052d9d04ee','01a20907-40c0-7008-8bb7-dd6f7394746d',1787239800000,'America/New_York','met',0,NULL,'["trauma outcomes project"]','','She looks for people who finish small things.','','','',1787239800000,1787239800000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7039-9c4f-3e13942642ea','01a20907-40c0-7008-8bb7-dd6f7394746d',1787326200000,'America/New_York','mailed',0,NULL,'["thanks and next steps"]','','','','','',1787326200000,1787326200000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7045-88b5-2aa3782fef19','01a20907-40c0-7026-92f0-27517a7f62e4',1792855800000,'America/New_York','helped-them',0,NULL,'["cleaned the transfer data set"]','','','','','',1792855800000,1792855800000);
INSERT INTO "interaction" VALUES('01a20907-40c0-704c-9539-7e5cdb4b9cf8','01a20907-40c0-7014-b7ac-6727f0f0d017',1794411000000,'America/New_York','mailed',0,NULL,'[]','Wrote: US-citizen IMG, general surgery: a question on your transfer paper','','','','',1794411000000,1794411000000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7054-8857-b75eef12538f','01a20907-40c0-700d-a44d-4262e4a6448a',1795354200000,'America/New_York','met',1,'poster','["whole blood in the trauma bay"]','','','','Regional trauma meeting','',1795361400000,1795361400000);
INSERT INTO "interaction" VALUES('01a20907-40c0-7057-a4a2-87d5b4d3baa7','01a20907-40c0-7011-93f6-f59b2fe9ad9e',1795357800000,'America/New_York','met',1,'in-person','["matching as an IMG"]','','','','Regional trauma meeting','',1795361400000,1795361400000);
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
INSERT INTO "message" VALUES('01a20907-40c0-7050-9d4b-dcc447ae8c30','mail','Dear Dr. Okoye,

Your paper on transfer times in rural trauma showed me that the first forty minutes are lost before anybody
drives, and I now time every call on my own service.

I am a US-citizen IMG in my final year at Universidad San Telmo in Mexico, preparing for general surgery. May
I ask your advice on one question: which single measure would you record first in a hospital that has none?

Thank you for your time.

Kind regards,
Marisol Vega','01a20907-40c0-7014-b7ac-6727f0f0d017','','US-citizen IMG, general surgery: a question on your transfer paper','sokoye@prairie.example.edu','advice','["work: Transfer times in rural trauma"]','[["topic","transfer times in rural trauma"]]',NULL,NULL,'','sent','mailto',1794416400000,1794416400000,1794416400000,NULL,'01a20907-40c0-704c-9539-7e5cdb4b9cf8','',1794411000000,1794411000000);
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
INSERT INTO "milestone" VALUES('01a20907-40c0-7052-a667-f164327ca7cf','presentation','Poster accepted at the state surgical meeting','2026-11-20',1795188600000,1795188600000);
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
INSERT INTO "person" VALUES('01a20907-40c0-7008-8bb7-dd6f7394746d','Dr. Helen Marsh','Helen','Marsh','','associate program director','General surgery','','["h.marsh@harbor.example.org"]','[]','','Newark','NJ','US','America/New_York','the city Newark, NJ','rotation',NULL,'["mentor"]','[]','[]',NULL,'[]','knows-me',NULL,NULL,NULL,'[]',NULL,1,'[]','["trauma outcomes"]',NULL,NULL,NULL,'','','active',NULL,'dr. helen marsh
associate program director general surgery newark nj trauma outcomes h.marsh@harbor.example.org harbor medical center surgery',1779031800000,1787239800000);
INSERT INTO "person" VALUES('01a20907-40c0-700d-a44d-4262e4a6448a','Dr. Tomás Quiroga','Tomás','Quiroga','','attending','Trauma surgery','','["tquiroga@lakeside.example.edu"]','[]','','Chicago','IL','US','America/Chicago','the city Chicago, IL','conference',NULL,'[]','[]','[]',NULL,'[]','knows-me',NULL,1,NULL,'[]',NULL,NULL,'[]','[]',1,'2026-11-22',NULL,'','','active',NULL,'dr. tomas quiroga
attending trauma surgery chicago il tquiroga@lakeside.example.edu lakeside university hospital',1779118200000,1795361400000);
INSERT INTO "person" VALUES('01a20907-40c0-7011-93f6-f59b2fe9ad9e','Dr. Aiko Tanabe','Aiko','Tanabe','','PGY-3','General surgery','','[]','[]','','Chicago','IL','US','America/Chicago','the city Chicago, IL','conference',NULL,'["peer"]','[]','[]',NULL,'[]','knows-me',1,NULL,NULL,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'dr. aiko tanabe
pgy-3 general surgery chicago il lakeside university hospital',1779204600000,1795361400000);
INSERT INTO "person" VALUES('01a20907-40c0-7014-b7ac-6727f0f0d017','Dr. Samuel Okoye','Samuel','Okoye','','research director','General surgery','','["sokoye@prairie.example.edu"]','[]','','Omaha','NE','US','America/Chicago','the city Omaha, NE','e-mail',NULL,'[]','[]','[]',NULL,'[]','unknown',NULL,NULL,NULL,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'dr. samuel okoye
research director general surgery omaha ne sokoye@prairie.example.edu prairie state medical school',1779291000000,1779291000000);
INSERT INTO "person" VALUES('01a20907-40c0-7018-88fa-4e28f5044603','Dr. Ruth Feldmann','Ruth','Feldmann','','attending','Acute care surgery','','[]','[]','','Newark','NJ','US','America/New_York','the city Newark, NJ','rotation',NULL,'["mentor","sponsor"]','["clinical","career-sponsor"]','["knows-match","honest"]',NULL,'[]','knows-me',NULL,NULL,NULL,'[]',NULL,NULL,'["Harbor Medical Center","Bayfront General"]','[]',NULL,NULL,NULL,'','','active',NULL,'dr. ruth feldmann
attending acute care surgery newark nj harbor medical center',1779377400000,1791559800000);
INSERT INTO "person" VALUES('01a20907-40c0-701b-b744-85b400f7a93d','Priya Raman','Priya','Raman','','PGY-1','General surgery','','[]','[]','','San Diego','CA','US','America/Los_Angeles','the city San Diego, CA','alumni list',NULL,'["peer"]','[]','[]',NULL,'[]','knows-me',1,NULL,1,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'priya raman
pgy-1 general surgery san diego ca bayfront general',1779463800000,1785252600000);
INSERT INTO "person" VALUES('01a20907-40c0-701f-8d3b-76060fd295a5','Dr. Elena Ionescu','Elena','Ionescu','','attending','Colorectal surgery','','[]','[]','','Boston','MA','US','America/New_York','the city Boston, MA','introduction','01a20907-40c0-7008-8bb7-dd6f7394746d','[]','[]','[]',NULL,'[]','unknown',NULL,NULL,NULL,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'dr. elena ionescu
attending colorectal surgery boston ma st. brendan hospital',1794756600000,1794756600000);
INSERT INTO "person" VALUES('01a20907-40c0-7023-aa5d-a3502ed53640','Dr. Wole Adeyinka','Wole','Adeyinka','','program director','General surgery','','[]','[]','','San Diego','CA','US','America/Los_Angeles','the city San Diego, CA','program site',NULL,'[]','[]','[]',NULL,'[]','unknown',NULL,NULL,NULL,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'dr. wole adeyinka
program director general surgery san diego ca bayfront general',1794843000000,1794843000000);
INSERT INTO "person" VALUES('01a20907-40c0-7026-92f0-27517a7f62e4','Luis Ferreira','Luis','Ferreira','','research fellow','Surgical outcomes','','[]','[]','','Omaha','NE','US','America/Chicago','the city Omaha, NE','online group',NULL,'["collaborator"]','[]','[]',NULL,'[]','unknown',NULL,NULL,NULL,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'luis ferreira
research fellow surgical outcomes omaha ne prairie state medical school',1794929400000,1794929400000);
INSERT INTO "person" VALUES('01a20907-40c0-7029-a880-d9a768396203','Dr. Grace Lindqvist','Grace','Lindqvist','','community physician','General surgery','','[]','[]','','Des Moines','IA','US','America/Chicago','the city Des Moines, IA','family friend',NULL,'[]','[]','[]',NULL,'[]','knows-me',NULL,NULL,NULL,'[]',NULL,NULL,'[]','[]',NULL,NULL,NULL,'','','active',NULL,'dr. grace lindqvist
community physician general surgery des moines ia cedar valley clinic',1795015800000,1783351800000);
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
CREATE TABLE program_note (
	id TEXT NOT NULL, 
	program TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	text TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	person TEXT, 
	source TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	CONSTRAINT program_note_pk PRIMARY KEY (id), 
	CONSTRAINT program_note_topic_ck CHECK (topic IN ('culture', 'call', 'img-support', 'other')), 
	CONSTRAINT program_note_person_fk FOREIGN KEY(person) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "program_note" VALUES('01a20907-40c0-705a-babd-ebb154c6cf01','Bayfront General','call','Every fifth night','2026-11-20','01a20907-40c0-701b-b744-85b400f7a93d','',1795447800000,1795447800000);
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
INSERT INTO "promise" VALUES('01a20907-40c0-7055-97a4-73009a9d0afa','01a20907-40c0-700d-a44d-4262e4a6448a','them','introduce me to his research coordinator',1795354200000,NULL,'open',NULL,NULL,'',1795361400000,1795361400000);
INSERT INTO "promise" VALUES('01a20907-40c0-7058-8946-c6ea4b5d8621','01a20907-40c0-7011-93f6-f59b2fe9ad9e','me','send her my poster as a PDF',1795357800000,'2026-11-24','open',NULL,NULL,'',1795361400000,1795361400000);
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
INSERT INTO "work" VALUES('01a20907-40c0-704a-9e72-5f47393350dc','01a20907-40c0-7014-b7ac-6727f0f0d017','Transfer times in rural trauma','paper','https://example.org/rural-trauma','2026-11-10','the first forty minutes are lost before anybody drives',1794324600000,1794324600000);
CREATE INDEX person_introduced_by_ix ON person (introduced_by);
CREATE INDEX settlement_step_ix ON settlement (step);
CREATE INDEX override_key_ix ON override ("key");
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
CREATE INDEX message_person_state_ix ON message (person, state);
CREATE INDEX message_state_sent_at_ix ON message (state, sent_at);
CREATE INDEX message_cv_ix ON message (cv);
CREATE INDEX change_row_ix ON change (row_id);
CREATE INDEX affiliation_institution_person_ix ON affiliation (institution, person);
CREATE INDEX affiliation_department_ix ON affiliation (department);
CREATE INDEX affiliation_person_is_main_institution_ix ON affiliation (person, is_main, institution);
COMMIT;
