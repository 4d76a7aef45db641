"""Twelve invented CVs in the manner of as many trades, as plain text, with what they say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """A CV and its entries: employer, position, start, end, number of highlights; and its schools."""

    key: str
    name: str
    work: tuple[tuple[str | None, str | None, str | None, str | None, int], ...]
    schools: tuple[str | None, ...]
    text: str


TRADES = (
    Trade(
        key="teacher_gb",
        name="PHILIPPA OYELARAN-REED",
        work=(
            ("Ashgrove School", "Teacher of Physics, Science Department", "2020-09", None, 2),
            ("Ashgrove School", "Newly Qualified Teacher, Science Department", "2019-09", "2020-08", 1),
            ("Beckside Academy", "Cover Supervisor", "2017-01", "2018-07", 1),
        ),
        schools=("University of Hull", "University of Leicester"),
        text="""\
PHILIPPA OYELARAN-REED, BSc PGCE QTS
Hull | philippa.or@example.com | +44 7700 900345

TEACHING EXPERIENCE

Teacher of Physics, Science Department          September 2020 - present
Ashgrove School, Hull
* Teach GCSE and A level physics to five groups; A*-B rate rose from 51% to 66%
* Run the Year 9 electronics club

Newly Qualified Teacher, Science Department     September 2019 - August 2020
Ashgrove School, Hull
* Passed induction with all standards met

Cover Supervisor (part-time)                    January 2017 - July 2018
Beckside Academy, Leicester
* Covered lessons across all years

EDUCATION
PGCE Secondary Physics, University of Hull, 2018 - 2019
BSc (Hons) Physics, University of Leicester, 2013 - 2016

VOLUNTEERING
Cub Scout leader, 4th Hull Scouts, 2018 - present
- Weekly meetings for 20 children

INTERESTS
Choir, hill walking
""",
    ),
    Trade(
        key="lawyer_gb",
        name="IMOGEN STRATHEARN",
        work=(
            ("CALDER VOSS LLP", "Senior Associate, Commercial Litigation", "2021-01", None, 2),
            ("CALDER VOSS LLP", "Associate, Commercial Litigation", "2018-09", "2020-12", 1),
            ("HOLBROOK CHAMBERS & PARTNERS", "Trainee Solicitor", "2016-09", "2018-08", 2),
        ),
        schools=("University of Durham",),
        text="""\
IMOGEN STRATHEARN
Solicitor (England and Wales), admitted 2018
London | imogen.strathearn@example.org | 020 7946 0123

CAREER SUMMARY

CALDER VOSS LLP, London
Senior Associate, Commercial Litigation (January 2021 – Present)
• Conduct of High Court claims up to £14m
• Supervise two trainees and a paralegal
Associate, Commercial Litigation (September 2018 – December 2020)
• Drafted pleadings and witness statements in 11 matters

HOLBROOK CHAMBERS & PARTNERS, Newcastle
Trainee Solicitor (September 2016 – August 2018)
• Seats in real estate, disputes, employment and private client
• Secondment to a regional housing association

EDUCATION
University of Durham — LLB Law (2:1), 2012 – 2015

MEMBERSHIPS
Law Society of England and Wales, 2018 – present
London Young Litigators Group, 2019 – 2022

REFEREES
Martin Kells, Partner, Calder Voss LLP, 020 7946 0999
""",
    ),
    Trade(
        key="dental_nurse_gb",
        name="Chloe Bannerman",
        work=(
            ("Riverside Dental Practice", "Dental Nurse", "2018-05", None, 3),
            ("Smile House Orthodontics", "Trainee Dental Nurse", "2016-08", "2018-04", 2),
            ("Greggson's Bakery", "Sales Assistant", "2014", "2016", 1),
        ),
        schools=("Cardiff and Vale College",),
        text="""\
Chloe Bannerman RDN
Cardiff
07700 900789 / chloe.bannerman@example.org
GDC No. 000000

About me
Registered dental nurse with eight years in general and orthodontic practice.

Work experience

Riverside Dental Practice, Cardiff - Dental Nurse
May 2018 - Present
Chairside assistance to three dentists. Sterilisation lead for the practice. Took over stock ordering in 2020 and cut spend by 12%.

Smile House Orthodontics, Cardiff - Trainee Dental Nurse
August 2016 - April 2018
Set up trays and took impressions. Kept patient records up to date.

Greggson's Bakery, Penarth - Sales Assistant (Saturdays)
2014 - 2016
Served customers and cashed up.

Education and training
NEBDN National Diploma in Dental Nursing, Cardiff and Vale College, 2016 - 2018
Radiography certificate, 2019
Medical emergencies in the dental practice, renewed March 2026
Safeguarding Level 2

Interests
Netball
""",
    ),
    Trade(
        key="phd_de",
        name="Annika Sötebier",
        work=(
            ("Universität Rostock", "Wissenschaftliche Mitarbeiterin", "2021-10", None, 2),
            ("Meeresinstitut Warnemünde", "Studentische Hilfskraft", "2019-04", "2021-03", 1),
            ("Ostsee-Apotheke", "Aushilfe", "2016", "2018", 0),
        ),
        schools=("Universität Rostock", "Universität Greifswald"),
        text="""\
Lebenslauf

Persönliche Daten
Name: Annika Sötebier
Geburtsdatum: 04.05.1996
Anschrift: Seestraße 3, 18057 Rostock
Telefon: 0381 5550123
E-Mail: annika.soetebier@example.org

Berufserfahrung
10/2021 – heute    Wissenschaftliche Mitarbeiterin, Universität Rostock
                   - Promotion über Nährstoffflüsse in der Ostsee
                   - Lehre: Übung Ökologie, 2 SWS
04/2019 – 03/2021  Studentische Hilfskraft, Meeresinstitut Warnemünde
                   - Probenahme und Laborarbeit
2016 – 2018        Aushilfe, Ostsee-Apotheke, Greifswald

Ausbildung
10/2018 – 09/2021  M.Sc. Meeresbiologie, Universität Rostock, Note 1,3
10/2015 – 09/2018  B.Sc. Biologie, Universität Greifswald

Publikationen
Sötebier A. (2023): Nutrient flux in coastal lagoons. Example Journal 12, 1-14.
Sötebier A. et al. (2025): Seasonal exchange. Example Letters 3, 22-31.

Ehrenamt
Seit 2019  Vorstandsmitglied, Ruderverein Warnow

Sprachen
Deutsch (Muttersprache), Englisch (C1)
""",
    ),
    Trade(
        key="social_worker_ng",
        name="NGOZI ADEBAYO-WILLIAMS",
        work=(
            ("Lagos State Ministry of Youth and Social Development", "Senior Social Worker", "2020-01", None, 2),
            ("Hope Harbour Foundation", "Case Worker", "2016-03", "2019-12", 2),
            ("Ikorodu General Hospital", "NYSC Corps Member", "2015-02", "2016-01", 1),
        ),
        schools=("University of Ibadan", "Queen's Grammar School"),
        text="""\
CURRICULUM VITAE

NGOZI ADEBAYO-WILLIAMS
No. 5, Palm Avenue, Ikeja, Lagos
Phone: 0803 555 0101
Email: ngozi.aw@example.org

PERSONAL DATA
Date of Birth: 12th May, 1992
State of Origin: Ogun State
Marital Status: Married
Nationality: Nigerian

WORK EXPERIENCE
Organisation: Lagos State Ministry of Youth and Social Development
Position: Senior Social Worker
Duration: January 2020 - Date
- Assess about 120 families a year
- Lead a team of four case workers

Organisation: Hope Harbour Foundation
Position: Case Worker
Duration: March 2016 - December 2019
- Ran weekly clinics in three local governments
- Wrote reports for donors

Organisation: Ikorodu General Hospital
Position: NYSC Corps Member
Duration: February 2015 - January 2016
- Patient welfare desk

EDUCATIONAL BACKGROUND
University of Ibadan, B.Sc. Sociology (Second Class Upper), 2010 - 2014
Queen's Grammar School, WASSCE, 2004 - 2010

HOBBIES
Reading and travelling

REFEREES
Dr. Femi Balogun, Director, Hope Harbour Foundation, 0803 555 0102
Mrs. A. Coker, Matron, Ikorodu General Hospital
""",
    ),
    Trade(
        key="architect_gb",
        name="Rosalind Achterberg",
        work=(
            ("Fenwick Moray Architects", "Project Architect", "2019-10", None, 2),
            ("Studio Halvorsen", "Part II Architectural Assistant", "2013-09", "2017-06", 2),
        ),
        schools=("University of Sheffield", "University of Bath"),
        text="""\
Rosalind Achterberg ARB RIBA
Glasgow | 07700 900222 | rosalind.a@example.org | www.rosalind-a.example.com

Employment

Oct 2019 – now
Project Architect, Fenwick Moray Architects (housing and education practice of 22)
• Job runner on a 74-home scheme, stages 2 to 6
• Led the move of the office to BIM

Jul 2017 – Sep 2019
Career break: caring for a parent

Sep 2013 – Jun 2017
Part II Architectural Assistant, Studio Halvorsen (conservation), Edinburgh
• Measured surveys of listed buildings
• Tender drawings

Education
MArch, University of Sheffield, 2011 – 2013
BSc Architectural Studies, University of Bath, 2007 – 2010

Selected projects
Tolbooth Library, 2022 – 2024
- Listed building, £3.1m
Kirk Lane housing, 2020 – 2022
- 74 homes

Professional memberships
RIBA, 2015 – present
""",
    ),
    Trade(
        key="civil_servant_gb",
        name="Desmond Achebe-Hart",
        work=(
            ("Department for Rural Affairs", "Grade 7 Policy Lead, Water Quality Team", "2022-04", None, 2),
            ("Department for Rural Affairs", "Senior Executive Officer, Floods Division", "2019-01", "2022-03", 2),
            ("Fenshire County Council", "Democratic Services Officer", "2014-10", "2018-12", 1),
        ),
        schools=("University of York", "University of York"),
        text="""\
Desmond Achebe-Hart
London SE1 | desmond.ah@example.org | 07700 900444

Career history

Grade 7 Policy Lead, Water Quality Team                 April 2022 to date
Department for Rural Affairs
- Lead a team of five on bathing water policy
- Took a statutory instrument through both Houses

Senior Executive Officer, Floods Division               January 2019 to March 2022
Department for Rural Affairs
- Private office cover during the 2020 floods
- Managed a £2.4m research budget

Democratic Services Officer                             October 2014 to December 2018
Fenshire County Council, Ely
- Clerked four committees

Education
MA Public Policy, University of York, 2013 - 2014
BA (Hons) History, University of York, 2010 - 2013
""",
    ),
    Trade(
        key="contractor_gb",
        name="Winston Baptiste",
        work=(
            ("Northgate Bank", "Lead Test Engineer", "2024-01", None, 2),
            ("Medway Housing Association", "Test Analyst", "2023-02", "2023-12", 1),
            ("Torrance Insurance plc", "QA Engineer", "2017-04", "2022-12", 2),
        ),
        schools=("University of Kent",),
        text="""\
Winston Baptiste
Test automation engineer
Maidstone, Kent. 07700 900555. winston.b@example.com

Experience

Lead Test Engineer (contract, outside IR35) — Northgate Bank — London
January 2024 – present
• Playwright suite of 1,400 checks, from 3 h to 22 min
• Trained the in-house team

Test Analyst (6-month contract, extended) — Medway Housing Association — remote
February 2023 – December 2023
• Tested the repairs portal

Career break — travel
January 2023 – February 2023

QA Engineer — Torrance Insurance plc — Maidstone
April 2017 – December 2022
• Selenium regression pack
• Release sign-off

Education
BSc Computing, University of Kent, 2013 – 2017
""",
    ),
    Trade(
        key="pr_director_gb",
        name="Saskia van Dorne",
        work=(
            ("Tandem & Thistle", "Account Director", "2020-06", None, 2),
            ("Loudhailer Communications", "Senior Account Manager", "2016-01", "2020-05", 1),
            ("Mercer Pike", "Account Executive", "2013-09", "2015-12", 1),
        ),
        schools=("University of Leeds",),
        text="""\
Saskia van Dorne
Manchester | saskia.vd@example.org | 07700 900666

EXPERIENCE

Account Director, Tandem & Thistle (PR and social agency)      June 2020 - present
- Run a team of seven on three retainers worth £1.1m a year
- Won the Northern Rail Catering account in a five-way pitch

Senior Account Manager, Loudhailer Communications (consumer PR)      January 2016 - May 2020
- Led the press office for a supermarket chain

Account Executive, Mercer Pike (formerly Pike Media Ltd)      September 2013 - December 2015
- Sold in stories, wrote releases

EDUCATION
BA English, University of Leeds, 2010 - 2013

AWARDS
Northern PR Awards, Best Campaign, 2022
""",
    ),
    Trade(
        key="carer_gb",
        name="Maureen Tanswell",
        work=(
            ("Elmsleigh Residential Home", "Care Assistant", "2015-03", None, 3),
            ("Tesbury's Supermarket", "Checkout Operator", "2001", "2006", 2),
        ),
        schools=(),
        text="""\
Maureen Tanswell
3 Mill Lane, Barnstaple
01632 960123
maureen.t@example.org

I am a kind and reliable carer looking for night work.

JOBS

Care Assistant - Elmsleigh Residential Home - March 2015 to now
I look after 24 residents with dementia. I give medication and keep the MAR charts. I trained three new starters.

2006 to 2015 Full-time parent

Checkout Operator - Tesbury's Supermarket - 2001 to 2006
Served customers and stacked shelves. Trained on the cash office.

CERTIFICATES
NVQ Level 2 Health and Social Care, 2016
Moving and Handling, renewed 2025
Food Hygiene Level 2

HOBBIES
Gardening
""",
    ),
    Trade(
        key="hotel_mgr_es",
        name="Montserrat Viladecans",
        work=(
            ("Hotel Mirador del Cabo", "Directora de Recepción", "2019-05", None, 2),
            ("Hotel Plaza Nueva", "Recepcionista", "2014-03", "2019-04", 1),
        ),
        schools=("Escuela de Turismo de Girona",),
        text="""\
Montserrat Viladecans
Jefa de recepción
Girona | +34 600 555 012 | montse.v@example.org

Experiencia laboral

05/2019 - Actualmente
Hotel Mirador del Cabo, Roses
Directora de Recepción
· Equipo de 8 personas
· Nota de opiniones de 8,1 a 8,9

03/2014 - 04/2019
Hotel Plaza Nueva, Girona
Recepcionista
· Turnos de noche

Formación académica
2010 - 2014  Grado en Turismo, Escuela de Turismo de Girona

Idiomas
Catalán y español nativos, inglés C1

Voluntariado
2018 - 2020  Monitora, Cruz Verde de Girona
""",
    ),
    Trade(
        key="project_mgr_ng",
        name="Chukwuemeka Danjuma-Eze",
        work=(
            ("Savannah Telecoms Plc", "Project Manager", "2021-05", None, 2),
            ("Savannah Telecoms Plc", "Assistant Project Manager", "2018-02", "2021-04", 1),
            ("Kano Civil Works Ltd", "Site Engineer", "2014-06", "2018-01", 2),
        ),
        schools=("Ahmadu Polytechnic",),
        text="""\
Chukwuemeka Danjuma-Eze, PMP
Abuja, Nigeria
+234 803 555 0188
emeka.de@example.org

PROFILE
Project manager with eleven years in telecoms and civil works.

EMPLOYMENT HISTORY

Savannah Telecoms Plc                                         2018 - Present
  Project Manager (May 2021 - Present)
  - Rolled out 214 base stations in nine states
  - Budget of NGN 3.2bn
  Assistant Project Manager (February 2018 - April 2021)
  - Kept the risk register

Kano Civil Works Ltd                                          2014 - 2018
  Site Engineer (June 2014 - January 2018)
  - Supervised 40 workers
  - 12 km of drainage

PROJECTS
Kano Ring Road drainage, 2016 - 2017
- 12 km of concrete channel
Abuja fibre ring, 2022 - 2023
- 180 km of cable

EDUCATION
Ahmadu Polytechnic, HND Civil Engineering, 2009 - 2013
""",
    ),
)
